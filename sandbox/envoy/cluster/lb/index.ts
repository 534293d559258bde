import type { RandomStream } from '../../../sim/index';
import type { Cluster } from '../../config/index';
import { leastRequest } from './least-request';
import type { Candidate, LoadBalancer } from './load-balancer';
import { maglev } from './maglev';
import { randomChoice } from './random';
import { ringHash } from './ring-hash';
import { roundRobin } from './round-robin';

export type { LoadBalancer, PickContext } from './load-balancer';

/** The load balancer a cluster asks for, over these hosts. */
export function createLoadBalancer<H extends Candidate>(
  cluster: Cluster,
  hosts: readonly H[],
  random: RandomStream,
): LoadBalancer<H> {
  switch (cluster.lbPolicy) {
    case 'ROUND_ROBIN':
      return roundRobin(hosts, random);
    case 'RANDOM':
      return randomChoice(hosts);
    case 'RING_HASH':
      return ringHash(hosts, cluster.ringHashLbConfig?.minimumRingSize);
    case 'MAGLEV':
      return maglev(hosts, cluster.maglevLbConfig?.tableSize);
    case 'LEAST_REQUEST':
    case 'CLUSTER_PROVIDED':
      return leastRequest(hosts);
  }
}
