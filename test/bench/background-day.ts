import { createWorld } from '../../sandbox/index';
import type { Benchmark } from './benchmark';
import { canaryBundle } from './canary-bundle';
import { usedHeapMB } from './used-heap';

const HOUR_MS = 3_600_000;

/** Vehicles that report all day while nobody types: time that the page spends, memory that it must not. */
export function backgroundDay(root: string): Benchmark {
  return {
    name: 'background-day',
    summary: '24 simulated hours of the vehicles’ own traffic',
    run() {
      const world = createWorld({ seed: 7, ...canaryBundle(root) });
      world.settle();
      // Half an hour is the longest window of the graph: after it every memory is full.
      world.runUntil(world.nowMs() + HOUR_MS);
      const before = usedHeapMB();
      const startedAt = performance.now();
      world.runUntil(world.nowMs() + 23 * HOUR_MS);
      const ms = performance.now() - startedAt;
      const after = usedHeapMB();
      return [
        { what: '23 hours after the first', value: ms, unit: 'ms', target: 60_000 },
        { what: 'heap after the first hour', value: before, unit: 'MB' },
        { what: 'heap after the day', value: after, unit: 'MB', target: before + 2 },
      ];
    },
  };
}
