import { memo } from '../lib/memo';
import type { Hop, RequestTrace } from '../net/index';
import type { EdgeKey, EdgeTarget } from './edge-meter';
import type { WorkloadFacts, WorkloadTable } from './workload-table';

/** The edge that a hop's metrics would draw; undefined where another proxy reports the same call. */
export function edgeKeyOf(trace: RequestTrace, index: number, workloads: WorkloadTable): EdgeKey | undefined {
  const hop = trace.hops[index];
  if (hop === undefined) return undefined;
  if (hop.direction === 'gateway' || hop.direction === 'outbound') {
    const source = workloads.of(hop.namespace, hop.pod, hop.workload);
    const target = targetOf(hop, lastChild(trace, index), workloads);
    return { source, service: serviceOf(hop.decision?.cluster), target };
  }
  if (hop.direction !== 'inbound' || reportedByClient(trace, hop)) return undefined;
  const facts = workloads.of(hop.namespace, hop.pod, hop.workload);
  return { source: undefined, service: '', target: { is: 'workload', facts } };
}

/** The call that this hop made last; copies that were sent besides do not count. */
export function lastChild({ hops }: RequestTrace, index: number): Hop | undefined {
  for (let child = hops.length - 1; child > index; child--) {
    const hop = hops[child];
    if (hop?.parent === index && (hop.shadow !== true || hops[index]?.shadow === true)) return hop;
  }
  return undefined;
}

/** The workload that a client's request reached, or would have. */
export function targetPod(
  hop: Hop,
  answered: Hop | undefined,
  workloads: WorkloadTable,
): WorkloadFacts | undefined {
  if (answered !== undefined) {
    const facts = workloads.of(answered.namespace, answered.pod, answered.workload);
    if (facts.namespace !== '') return facts;
  }
  const pod = hop.decision?.upstream?.pod;
  return pod === undefined ? undefined : workloads.named(pod, serviceNamespace(hop.decision?.cluster));
}

function targetOf(hop: Hop, answered: Hop | undefined, workloads: WorkloadTable): EdgeTarget {
  const facts = targetPod(hop, answered, workloads);
  if (facts !== undefined) return { is: 'workload', facts };
  const cluster = hop.decision?.cluster;
  if (cluster === 'PassthroughCluster') return { is: 'passthrough', name: cluster };
  if (cluster === 'BlackHoleCluster' || hop.decision?.routeName === 'block_all')
    return { is: 'blackhole', name: 'BlackHoleCluster' };
  const service = serviceOf(cluster);
  const external = service !== '' && !service.endsWith('.svc.cluster.local');
  return external ? { is: 'external', name: service } : { is: 'unknown', name: service };
}

/** `web.default.svc.cluster.local` of `outbound|80|v1|web.default.svc.cluster.local`. */
export function serviceOf(cluster: string | undefined): string {
  return cluster === undefined ? '' : serviceOfCluster(cluster);
}

const serviceOfCluster = memo(1024, (cluster) =>
  cluster.startsWith('outbound|') ? cluster.slice(cluster.lastIndexOf('|') + 1) : '',
);

function serviceNamespace(cluster: string | undefined): string {
  return serviceOf(cluster).split('.')[1] ?? '';
}

/** A call whose client has a proxy is reported there; both reporters together would count it twice. */
function reportedByClient({ hops }: RequestTrace, { parent }: Hop): boolean {
  const caller = parent === undefined ? undefined : hops[parent];
  return caller !== undefined && caller.direction !== 'application';
}
