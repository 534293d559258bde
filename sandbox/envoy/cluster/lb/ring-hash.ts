import { xxHash64 } from '../../hash/xxhash64';
import type { Candidate, LoadBalancer } from './load-balancer';

const MAX_RING_SIZE = 8_388_608;
const DEFAULT_MIN_RING_SIZE = 1024;

export interface RingEntry<H> {
  readonly hash: bigint;
  readonly host: H;
}

/** RING_HASH. The ring is built at the first choice. */
export function ringHash<H extends Candidate>(
  hosts: readonly H[],
  minimumRingSize: number = DEFAULT_MIN_RING_SIZE,
): LoadBalancer<H> {
  let ring: readonly RingEntry<H>[] | undefined;
  return {
    pick(context) {
      if (hosts.length === 0) return undefined;
      ring ??= buildRing(hosts, minimumRingSize);
      const hash = context.hash ?? randomHash(context.random);
      context.first = (ringIndex(ring, hash) + context.selection) % ring.length;
      return ring[context.first]?.host;
    },
    describe: (context) =>
      context.hash === undefined
        ? 'ring hash without a hash: a random place on the ring'
        : `ring hash: hash ${String(context.hash)} falls on ring entry ${String(context.first)}`,
  };
}

/** Places every host on the ring in proportion to its weight (.../ring_hash/ring_hash_lb.cc). */
export function buildRing<H extends Candidate>(
  hosts: readonly H[],
  minimumRingSize: number,
  maximumRingSize = MAX_RING_SIZE,
): RingEntry<H>[] {
  const total = hosts.reduce((sum, host) => sum + host.weight, 0);
  const weights = hosts.map((host) => host.weight / total);
  const smallest = Math.min(...weights);
  const scale = Math.min(Math.ceil(smallest * minimumRingSize) / smallest, maximumRingSize);
  const ring: RingEntry<H>[] = [];
  let current = 0;
  let target = 0;
  hosts.forEach((host, index) => {
    target += scale * (weights[index] ?? 0);
    for (let i = 0; current < target; i++, current++)
      ring.push({ hash: xxHash64(`${host.key}_${String(i)}`), host });
  });
  return ring.sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0));
}

/** The first entry at or after a hash, wrapping to 0. */
export function ringIndex(ring: readonly RingEntry<unknown>[], hash: bigint): number {
  let low = 0;
  let high = ring.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ring[middle]?.hash ?? 0n) < hash) low = middle + 1;
    else high = middle;
  }
  return low === ring.length ? 0 : low;
}

/** 64 random bits: what hashing load balancers use when no policy produced a value. */
export function randomHash(random: { uint32(): number }): bigint {
  return (BigInt(random.uint32()) << 32n) | BigInt(random.uint32());
}
