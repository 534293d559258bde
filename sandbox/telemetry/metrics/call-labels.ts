import type { ApiServer } from '../../kube/index';
import type { Hop, StatLabel } from '../../net/index';
import { targetPod } from '../hop-edge';
import type { WorkloadTable } from '../workload-table';
import { calledService, servedService } from './called-service';
import { destinationLabels, otherPeer, ownPeer, sourceLabels, UNKNOWN } from './peer';

/** Who called whom, as one of their proxies says it. */
export interface CallLabels {
  readonly labels: readonly StatLabel[];
  readonly securityPolicy: string;
}

/** What labels are made from. */
interface LabelSources {
  readonly api: ApiServer;
  readonly workloads: WorkloadTable;
}

/**
 * The labels of a call, without those that tell how it ended
 * (https://istio.io/latest/docs/reference/config/metrics/).
 * @param other the hop at the other end of the connection
 * @param identity whose certificate the server saw
 */
export function callLabels(
  sources: LabelSources,
  hop: Hop,
  other: Hop | undefined,
  identity: string | undefined,
): CallLabels {
  return hop.direction === 'inbound'
    ? served(sources, hop, other, identity)
    : called(sources, hop, other, identity);
}

/** A client's report; it does not tell how the connection was secured. @param own this proxy's identity, as the server saw it */
function called(
  { workloads }: LabelSources,
  hop: Hop,
  answered: Hop | undefined,
  own: string | undefined,
): CallLabels {
  const direction = hop.direction === 'gateway' ? 'gateway' : 'outbound';
  const service = calledService(hop.decision?.cluster, hop.request.authority, direction);
  const server = own === undefined ? undefined : answered?.identity;
  const facts = workloads.of(hop.namespace, hop.pod, hop.workload);
  const labels: StatLabel[] = [
    ['reporter', 'source'],
    ...sourceLabels(ownPeer(facts), own ?? UNKNOWN),
    ...destinationLabels(otherPeer(targetPod(hop, answered, workloads)), server ?? UNKNOWN, service),
  ];
  return { labels, securityPolicy: UNKNOWN };
}

/** A server's report. @param client whose certificate it saw */
function served(
  { api, workloads }: LabelSources,
  hop: Hop,
  caller: Hop | undefined,
  client: string | undefined,
): CallLabels {
  const facts = workloads.of(hop.namespace, hop.pod, hop.workload);
  const source = caller && workloads.of(caller.namespace, caller.pod, caller.workload);
  const own = client === undefined ? undefined : hop.identity;
  const service = servedService(api, facts, hop.decision?.cluster);
  const labels: StatLabel[] = [
    ['reporter', 'destination'],
    ...sourceLabels(otherPeer(source), client ?? UNKNOWN),
    ...destinationLabels(ownPeer(facts), own ?? UNKNOWN, service),
  ];
  return { labels, securityPolicy: client === undefined ? 'none' : 'mutual_tls' };
}
