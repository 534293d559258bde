import { EdfScheduler } from './edf-scheduler';
import { equalWeights, type Candidate, type LoadBalancer } from './load-balancer';

/**
 * LEAST_REQUEST with two choices: two draws with replacement, the one with fewer requests under way, a tie keeps the
 * first; with unequal weights EDF by weight / (active + 1)
 * (source/extensions/load_balancing_policies/least_request/least_request_lb.cc).
 */
export function leastRequest<H extends Candidate>(hosts: readonly H[]): LoadBalancer<H> {
  if (!equalWeights(hosts)) {
    const schedule = new EdfScheduler(hosts, (host) => host.weight / (host.active + 1));
    return { pick: () => schedule.next(), describe: () => 'least request, weighted' };
  }
  return {
    pick(context) {
      if (hosts.length === 0) return undefined;
      context.first = context.random.below(hosts.length);
      context.second = context.random.below(hosts.length);
      const one = hosts[context.first];
      const other = hosts[context.second];
      return one && other && other.active < one.active ? other : one;
    },
    describe: (context) =>
      `least request: drew positions ${String(context.first + 1)} and ${String(context.second + 1)} ` +
      `of ${String(hosts.length)}, the one with fewer requests under way wins`,
  };
}
