import { createWorld } from '../../sandbox/index';
import type { Benchmark } from './benchmark';
import { canaryBundle, DRIVER_URL, STRAIGHT } from './canary-bundle';
import { usedHeapMB } from './used-heap';

const REQUESTS = 1_000_000;
/** Until all memory of telemetry is full: its longest window is half an hour, and these requests take more. */
const WARM_UP = 400_000;

/** What telemetry keeps is bounded: as much after a million requests as after the first 400,000. */
export function millionRequests(root: string): Benchmark {
  return {
    name: 'million-requests',
    summary: '1,000,000 requests through a split of three hops, telemetry on',
    run() {
      const bundle = canaryBundle(root);
      const world = createWorld({ seed: 7, ...bundle, applied: [...bundle.applied, 'canary.yaml'] });
      world.apply(STRAIGHT);
      world.settle();
      const send = (count: number): void => {
        for (let i = 0; i < count; i++) world.fetch({ url: DRIVER_URL });
      };
      const startedAt = performance.now();
      send(WARM_UP);
      const before = usedHeapMB();
      send(REQUESTS - WARM_UP);
      const seconds = (performance.now() - startedAt) / 1000;
      const after = usedHeapMB();
      return [
        { what: 'time', value: seconds * 1000, unit: 'ms' },
        { what: 'rate', value: REQUESTS / seconds, unit: 'requests/s', target: 20_000 },
        { what: 'heap before', value: before, unit: 'MB' },
        { what: 'heap after', value: after, unit: 'MB', target: before + 2 },
      ];
    },
  };
}
