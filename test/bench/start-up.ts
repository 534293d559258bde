import { createWorld } from '../../sandbox/index';
import { medianMs, type Benchmark } from './benchmark';
import { canaryBundle } from './canary-bundle';

/** From nothing to the first answer of a curl: cluster, istiod, sidecars, pods, one request. */
export function startUp(root: string): Benchmark {
  return {
    name: 'start-up',
    summary: 'a new canary world until its first curl is answered',
    run() {
      const bundle = canaryBundle(root);
      const start = (): void => {
        const world = createWorld({ seed: 7, ...bundle });
        world.settle();
        world.run('curl -s http://fleetman.example.com/api/vehicles/driver/City%20Truck');
      };
      const first = medianMs(1, start);
      return [
        { what: 'the first world of a process', value: first, unit: 'ms', target: 300 },
        { what: 'median of 9 later worlds', value: medianMs(9, start), unit: 'ms', target: 300 },
      ];
    },
  };
}
