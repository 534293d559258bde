import { expect, it } from 'vitest';
import type { PickContext } from '../../sandbox/envoy/cluster/lb/index';
import { localityWeighted, type WeighedLocality } from '../../sandbox/envoy/cluster/lb/locality-weighted';
import { roundRobin } from '../../sandbox/envoy/cluster/lb/round-robin';
import { RandomSource } from '../../sandbox/sim/index';

const random = new RandomSource(1).stream('test');

interface TestHost {
  readonly key: string;
  readonly weight: number;
  readonly active: number;
}

function place(key: string, weight: number, healthy: number, total: number): WeighedLocality<TestHost> {
  const usable = Array.from({ length: healthy }, (_, index) => ({
    key: `${key}${String(index)}`,
    weight: 1,
    active: 0,
  }));
  return { key, weight, usable, total };
}

/** How many of 100 picks each place gets. */
function shares(...places: readonly WeighedLocality<TestHost>[]): Record<string, number> {
  const balancer = localityWeighted(places, (hosts) => roundRobin(hosts, random));
  const counts: Record<string, number> = {};
  for (let index = 0; index < 100; index++) {
    const context: PickContext = { random, hash: undefined, selection: 0, first: -1, second: -1 };
    const key = balancer.pick(context)?.key.charAt(0) ?? 'none';
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

it.each<[string, readonly WeighedLocality<TestHost>[], Record<string, number>]>([
  ['by weight, however many hosts', [place('a', 80, 1, 1), place('b', 20, 3, 3)], { a: 80, b: 20 }],
  ['most hosts healthy is enough', [place('a', 50, 3, 4), place('b', 50, 1, 1)], { a: 50, b: 50 }],
  ['few healthy hosts get less', [place('a', 50, 1, 4), place('b', 65, 1, 1)], { a: 21, b: 79 }],
  ['none healthy gets nothing', [place('a', 99, 0, 4), place('b', 1, 1, 1)], { b: 100 }],
  ['nothing anywhere', [place('a', 99, 0, 4)], { none: 100 }],
])('%s', (_, places, expected) => {
  expect(shares(...places)).toEqual(expected);
});
