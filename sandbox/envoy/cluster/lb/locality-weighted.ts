import { EdfScheduler } from './edf-scheduler';
import type { Candidate, LoadBalancer } from './load-balancer';

/** The hosts of one place, and its share. */
export interface WeighedLocality<H> {
  readonly key: string;
  readonly weight: number;
  /** Healthy hosts, and how many there are in all. */
  readonly usable: readonly H[];
  readonly total: number;
}

/** Places lose share once fewer than this part of their hosts, scaled, is healthy. */
const OVERPROVISIONING = 1.4;

/**
 * Chooses a place by weight, then a host there (locality_weighted_lb_config). A place with ill hosts gets less, one
 * without healthy hosts nothing (source/common/upstream/upstream_impl.cc rebuildLocalityScheduler).
 */
export function localityWeighted<H extends Candidate>(
  localities: readonly WeighedLocality<H>[],
  balancerOf: (hosts: readonly H[]) => LoadBalancer<H>,
): LoadBalancer<H> {
  const places = localities.flatMap(({ key, weight, usable, total }) => {
    const share = Math.min(1, (OVERPROVISIONING * usable.length) / total);
    return usable.length === 0 || weight === 0
      ? []
      : [{ key, weight: weight * share, active: 0, balancer: balancerOf(usable) }];
  });
  const schedule = new EdfScheduler(places, (place) => place.weight);
  let last: (typeof places)[number] | undefined;
  return {
    pick(context) {
      last = schedule.next();
      return last?.balancer.pick(context);
    },
    describe: (context) =>
      last === undefined
        ? 'no locality'
        : `locality ${last.key} by weight, then ${last.balancer.describe(context)}`,
  };
}
