import { createWorld } from '../../sandbox/index';
import type { Benchmark } from './benchmark';
import { canaryBundle } from './canary-bundle';

const REQUESTS = 20_000;
const URL = 'http://fleetman.example.com/api/vehicles/driver/City%20Truck';

/** Ingress gateway, webapp, api-gateway, staff-service: each through its sidecars, with all filters and telemetry. */
export function canaryRequests(root: string): Benchmark {
  return {
    name: 'canary-requests',
    summary:
      'requests of the canary path, each a full simulation from the outside client to staff-service and back',
    run() {
      const bundle = canaryBundle(root);
      const world = createWorld({ seed: 7, ...bundle, applied: [...bundle.applied, 'canary.yaml'] });
      world.settle();
      const send = (count: number): number => {
        const startedAt = performance.now();
        for (let i = 0; i < count; i++) world.fetch({ url: URL });
        return (count / (performance.now() - startedAt)) * 1000;
      };
      send(2_000);
      return [
        {
          what: `${REQUESTS.toLocaleString('en-US')} requests`,
          value: send(REQUESTS),
          unit: 'requests/s',
          target: 20_000,
        },
      ];
    },
  };
}
