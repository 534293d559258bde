import type { RandomStream } from '../../../sim/index';
import { EdfScheduler } from './edf-scheduler';
import { equalWeights, type Candidate, type LoadBalancer } from './load-balancer';

/** ROUND_ROBIN: in turn from a random start; by weight (EDF) when weights differ. */
export function roundRobin<H extends Candidate>(hosts: readonly H[], random: RandomStream): LoadBalancer<H> {
  if (!equalWeights(hosts)) {
    const schedule = new EdfScheduler(hosts, (host) => host.weight);
    return { pick: () => schedule.next(), describe: () => 'weighted round robin' };
  }
  let index = -1;
  return {
    pick(context) {
      if (hosts.length === 0) return undefined;
      index = index < 0 ? random.below(hosts.length) : index + 1;
      context.first = index % hosts.length;
      return hosts[context.first];
    },
    describe: (context) =>
      `round robin: its turn (position ${String(context.first + 1)} of ${String(hosts.length)})`,
  };
}
