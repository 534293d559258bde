import { compareText } from '../../../lib/compare-text';
import { xxHash64 } from '../../hash/xxhash64';
import type { Candidate, LoadBalancer } from './load-balancer';
import { randomHash } from './ring-hash';

const DEFAULT_TABLE_SIZE = 65_537;
const ALL_ONES = 0xffff_ffff_ffff_ffffn;

/** MAGLEV. The table is built at the first choice. */
export function maglev<H extends Candidate>(
  hosts: readonly H[],
  tableSize: number = DEFAULT_TABLE_SIZE,
): LoadBalancer<H> {
  let table: readonly H[] | undefined;
  return {
    pick(context) {
      if (hosts.length === 0) return undefined;
      table ??= buildTable(hosts, tableSize);
      context.first = tableIndex(context.hash ?? randomHash(context.random), context.selection, tableSize);
      return table[context.first];
    },
    describe: (context) =>
      context.hash === undefined
        ? 'maglev without a hash: a random place in the table'
        : `maglev: hash ${String(context.hash)} falls on table entry ${String(context.first)}`,
  };
}

/** The place of a hash in the table; further selections of one request look elsewhere. */
export function tableIndex(hash: bigint, selection: number, tableSize: number): number {
  const shifted = selection > 0 ? hash ^ (ALL_ONES - BigInt(selection) + 1n) : hash;
  return Number(shifted % BigInt(tableSize));
}

interface Build<H> {
  readonly host: H;
  readonly offset: number;
  readonly skip: number;
  readonly weight: number;
  targetWeight: number;
  next: number;
}

/** Fills the table round by round, hosts sorted by key (.../maglev/maglev_lb.cc). */
export function buildTable<H extends Candidate>(hosts: readonly H[], tableSize: number): H[] {
  const total = hosts.reduce((sum, host) => sum + host.weight, 0);
  const entries = [...hosts]
    .sort((a, b) => compareText(a.key, b.key))
    .map((host): Build<H> => {
      const size = BigInt(tableSize);
      return {
        host,
        offset: Number(xxHash64(host.key) % size),
        skip: Number(xxHash64(host.key, 1n) % (size - 1n)) + 1,
        weight: host.weight / total,
        targetWeight: 0,
        next: 0,
      };
    });
  const heaviest = Math.max(...entries.map((entry) => entry.weight));
  const table: (H | undefined)[] = Array.from({ length: tableSize }, () => undefined);
  let filled = 0;
  for (let iteration = 1; filled < tableSize; iteration++) {
    for (const entry of entries) {
      if (filled === tableSize) break;
      if (iteration * entry.weight < entry.targetWeight) continue;
      entry.targetWeight += heaviest;
      let place = permutation(entry, tableSize);
      while (table[place] !== undefined) {
        entry.next++;
        place = permutation(entry, tableSize);
      }
      table[place] = entry.host;
      entry.next++;
      filled++;
    }
  }
  return table as H[];
}

/** Both factors stay below 2^24, so the product is exact. */
function permutation(entry: Build<unknown>, tableSize: number): number {
  return (entry.offset + entry.skip * entry.next) % tableSize;
}
