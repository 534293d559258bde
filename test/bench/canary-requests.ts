import { createWorld, type World } from '../../sandbox/index';
import type { Benchmark } from './benchmark';
import { canaryBundle, DRIVER_URL, STRAIGHT } from './canary-bundle';

const REQUESTS = 40_000;
/** Until every path of a request is compiled. */
const WARM_UP = 20_000;

/** The canary path, each request a full simulation through every sidecar with all filters and telemetry. */
export function canaryRequests(root: string): Benchmark {
  return {
    name: 'canary-requests',
    summary: 'requests of the canary, from the outside client to staff-service and back',
    run() {
      const bundle = canaryBundle(root);
      const world = createWorld({ seed: 7, ...bundle, applied: [...bundle.applied, 'canary.yaml'] });
      world.settle();
      const lesson = requestsPerSecond(world);
      world.apply(STRAIGHT);
      world.settle();
      return [
        {
          what: 'gateway, api-gateway, staff-service',
          value: requestsPerSecond(world),
          unit: 'requests/s',
          target: 20_000,
        },
        { what: 'gateway, webapp, api-gateway, staff-service', value: lesson, unit: 'requests/s' },
      ];
    },
  };
}

function requestsPerSecond(world: World): number {
  for (let i = 0; i < WARM_UP; i++) world.fetch({ url: DRIVER_URL });
  const startedAt = performance.now();
  for (let i = 0; i < REQUESTS; i++) world.fetch({ url: DRIVER_URL });
  return (REQUESTS / (performance.now() - startedAt)) * 1000;
}
