import { equalWeights, type Candidate, type LoadBalancer } from './load-balancer';

/** RANDOM: `hosts[random % n]`; weighted when weights differ. */
export function randomChoice<H extends Candidate>(hosts: readonly H[]): LoadBalancer<H> {
  const total = hosts.reduce((sum, host) => sum + host.weight, 0);
  const equal = equalWeights(hosts);
  return {
    pick(context) {
      if (hosts.length === 0) return undefined;
      context.first = equal
        ? context.random.below(hosts.length)
        : weighted(hosts, context.random.below(total));
      return hosts[context.first];
    },
    describe: (context) => `random: drew position ${String(context.first + 1)} of ${String(hosts.length)}`,
  };
}

function weighted(hosts: readonly Candidate[], draw: number): number {
  let left = draw;
  return hosts.findIndex((host) => (left -= host.weight) < 0);
}
