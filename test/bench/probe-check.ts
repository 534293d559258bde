import { createWorld, LabJudge, type Check, type TrafficProbe, type World } from '../../sandbox/index';
import { steadyMs, type Benchmark } from './benchmark';
import { canaryBundle } from './canary-bundle';

const PROBES = 10_000;
/** Checks get quicker until about twenty have run, which takes up to six seconds. */
const WARM_UP_MS = 7000;
/** Many, for a machine that others use as well is by turns fast and slow. */
const RUNS = 15;

const inside: TrafficProbe = {
  kind: 'traffic',
  from: 'default/api-gateway',
  url: 'http://fleetman-staff-service:8080/driver/City%20Truck',
  count: PROBES,
  groupBy: 'version',
  workload: 'staff-service',
  shares: { safe: { percent: 90, tolerance: 2 }, risky: { percent: 10, tolerance: 2 } },
};

/** A check that sends ten thousand requests on a fork, the fork included. */
export function probeCheck(root: string): Benchmark {
  return {
    name: 'probe-check',
    summary: 'a check of 10,000 requests on a fork of the canary lab',
    run() {
      const bundle = canaryBundle(root);
      const world = createWorld({ seed: 7, ...bundle, applied: [...bundle.applied, 'canary.yaml'] });
      world.settle();
      const url = 'http://fleetman.example.com/api/vehicles/driver/City%20Truck';
      const checks = [
        { what: 'from a pod to the split service', check: { id: 'inside', probe: inside }, target: 200 },
        {
          what: 'from outside, through four workloads',
          check: { id: 'outside', probe: { ...inside, from: 'external', url } },
        },
      ];
      return checks.map(({ what, check, target }) => {
        const value = steadyMs(WARM_UP_MS, RUNS, () => {
          judge(world, check);
        });
        return { what, value, unit: 'ms' as const, ...(target === undefined ? {} : { target }) };
      });
    },
  };
}

function judge(world: World, check: Check): void {
  const work = new LabJudge(world).check(check);
  for (;;) {
    const step = work.next();
    if (step.done !== true) continue;
    if (!step.value.passed) throw new Error(`the check ${check.id} fails`);
    return;
  }
}
