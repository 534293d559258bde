import { buildTable, tableIndex } from '../../../sandbox/envoy/cluster/lb/maglev';
import { buildRing, ringIndex } from '../../../sandbox/envoy/cluster/lb/ring-hash';
import {
  combineHash,
  generatedCookie,
  headerHash,
  setCookie,
} from '../../../sandbox/envoy/filters/router/hash-policy';
import { xxHash64, xxHash64Chain } from '../../../sandbox/envoy/hash/xxhash64';
import { firstDifference } from './check';

type HostRow = string | { readonly key: string; readonly weight: number };

function hosts(rows: readonly HostRow[]) {
  return rows.map((row) =>
    typeof row === 'string' ? { key: row, weight: 1, active: 0 } : { ...row, active: 0 },
  );
}

interface HashSet {
  readonly cases: readonly { readonly input: string; readonly seed: string; readonly hash: string }[];
  readonly vector_cases: readonly { readonly inputs: readonly string[]; readonly hash: string }[];
}

export function xxhash64(set: HashSet): string | undefined {
  return (
    firstDifference(set.cases, ({ input, seed, hash }) => ({
      got: String(xxHash64(input, BigInt(seed))),
      expected: hash,
    })) ??
    firstDifference(set.vector_cases, ({ inputs, hash }) => ({
      got: String(xxHash64Chain(inputs)),
      expected: hash,
    }))
  );
}

interface Choice {
  readonly hash?: string;
  readonly hash_input?: string;
  readonly host: string;
}
interface RingRow {
  readonly hosts?: readonly HostRow[];
  readonly minimum_ring_size?: number;
  readonly min?: number;
  readonly max?: number;
  readonly ring?: readonly { readonly host: string; readonly hash: string }[];
  readonly entries?: number;
  readonly first_entries?: readonly { readonly host: string; readonly hash: string }[];
  readonly last_entry?: { readonly host: string; readonly hash: string };
  readonly choices?: readonly Choice[];
  readonly attempt_to_host?: Readonly<Record<string, string>>;
}
interface RingSet {
  readonly upstream: readonly RingRow[];
  readonly practical: readonly RingRow[];
  readonly distribution_1000_users?: unknown;
}

export function ringHash(set: RingSet): string | undefined {
  const [basic] = set.upstream;
  return firstDifference([...set.upstream, ...set.practical], (row) => {
    const source = row.hosts ?? (row.attempt_to_host ? basic?.hosts : undefined);
    if (!source) return undefined;
    const minimum = row.minimum_ring_size ?? row.min ?? basic?.minimum_ring_size ?? 1024;
    const ring = buildRing(hosts(source), minimum, row.max);
    const entries = ring.map(({ host, hash }) => ({ host: host.key, hash: String(hash) }));
    const at = (hash: bigint, shift = 0): string | undefined =>
      ring[(ringIndex(ring, hash) + shift) % ring.length]?.host.key;
    const same = (rows: readonly { host: string; hash: string }[]) =>
      rows.map(({ host, hash }) => ({ host, hash }));
    return {
      got: {
        ring: row.ring && entries,
        size: row.entries === undefined ? undefined : entries.length,
        first: row.first_entries && entries.slice(0, row.first_entries.length),
        last: row.last_entry && entries.at(-1),
        choices: row.choices?.map((choice) => at(hashOf(choice))),
        attempts:
          row.attempt_to_host && Object.keys(row.attempt_to_host).map((attempt) => at(0n, Number(attempt))),
      },
      expected: {
        ring: row.ring && same(row.ring),
        size: row.entries,
        first: row.first_entries && same(row.first_entries),
        last: row.last_entry && same([row.last_entry])[0],
        choices: row.choices?.map(({ host }) => host),
        attempts: row.attempt_to_host && Object.values(row.attempt_to_host),
      },
    };
  });
}

interface MaglevRow {
  readonly hosts?: readonly HostRow[];
  readonly table_size?: number;
  readonly table?: readonly string[];
  readonly table_index?: readonly number[];
  readonly first_12?: readonly string[];
  readonly entries?: Readonly<Record<string, number>>;
  readonly hash?: string;
  readonly attempt_to_host?: Readonly<Record<string, string>>;
  readonly choices?: readonly Choice[];
}

export function maglev(set: {
  readonly upstream: readonly MaglevRow[];
  readonly practical: MaglevRow;
}): string | undefined {
  const [basic] = set.upstream;
  return firstDifference([...set.upstream, set.practical], (row) => {
    const size = row.table_size ?? basic?.table_size ?? 65_537;
    const members = hosts(row.hosts ?? basic?.hosts ?? []);
    const keys = buildTable(members, size).map(({ key }) => key);
    const counts: Record<string, number> = {};
    for (const key of [...keys].sort()) counts[key] = (counts[key] ?? 0) + 1;
    return {
      got: {
        table: row.table && keys,
        index: row.table_index && keys.map((key) => members.findIndex((member) => member.key === key)),
        first: row.first_12 && keys.slice(0, 12),
        entries: row.entries && counts,
        choices: row.choices?.map((choice) => keys[tableIndex(hashOf(choice), 0, size)]),
        attempts:
          row.attempt_to_host &&
          Object.keys(row.attempt_to_host).map(
            (attempt) => keys[tableIndex(BigInt(row.hash ?? 0), Number(attempt), size)],
          ),
      },
      expected: {
        table: row.table,
        index: row.table_index,
        first: row.first_12,
        entries: row.entries,
        choices: row.choices?.map(({ host }) => host),
        attempts: row.attempt_to_host && Object.values(row.attempt_to_host),
      },
    };
  });
}

interface PolicyRow {
  readonly policies: readonly {
    readonly header?: string;
    readonly cookie?: string;
    readonly value?: string | null;
    readonly values?: readonly string[];
    readonly source_ip?: string;
  }[];
  readonly hash: string;
}
interface CookieRow {
  readonly remote: string;
  readonly local: string;
  readonly cookie_value: string;
  readonly hash_for_lb: string;
  readonly set_cookie_ttl_3600_path_root: string;
  readonly set_cookie_ttl_0_no_path: string;
}

export function hashPolicy(set: {
  readonly cases: readonly PolicyRow[];
  readonly generated_cookie: readonly CookieRow[];
}): string | undefined {
  return (
    firstDifference(set.cases, ({ policies, hash }) => {
      let combined: bigint | undefined;
      for (const { value, values, source_ip: sourceIp } of policies) {
        const given = values ?? (value === null || value === undefined ? [] : [value]);
        const own = sourceIp === undefined ? headerHash(given) : xxHash64(sourceIp);
        if (own !== undefined) combined = combineHash(combined, own);
      }
      return { got: String(combined), expected: hash };
    }) ??
    firstDifference(set.generated_cookie, (row) => {
      const value = generatedCookie(row.remote, row.local);
      return {
        got: [
          value,
          String(xxHash64(value)),
          setCookie({ name: 'user', ttl: '3600s', path: '/' }, value),
          setCookie({ name: 'user', ttl: '0s' }, value),
        ],
        expected: [
          row.cookie_value,
          row.hash_for_lb,
          row.set_cookie_ttl_3600_path_root,
          row.set_cookie_ttl_0_no_path,
        ],
      };
    })
  );
}

function hashOf({ hash, hash_input: input }: Choice): bigint {
  return hash === undefined ? xxHash64(input ?? '') : BigInt(hash);
}
