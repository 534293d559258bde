import { memo } from '../lib/memo';
import type { Hop, RequestTrace } from '../net/index';
import type { EdgeKey, EdgeReport, EdgeTarget } from './edge-meter';
import type { WorkloadTable } from './workload-table';

/** The edge that a hop's metrics would draw; undefined where another proxy reports the same call. */
export function edgeOf(
  trace: RequestTrace,
  index: number,
  workloads: WorkloadTable,
): { readonly key: EdgeKey; readonly report: EdgeReport } | undefined {
  const hop = trace.hops[index];
  if (hop === undefined) return undefined;
  if (hop.direction === 'gateway' || hop.direction === 'outbound') {
    const answered = lastChild(trace, index);
    const source = workloads.of(hop.namespace, hop.pod, hop.workload);
    const target = targetOf(hop, answered, workloads);
    return {
      key: { source, service: serviceOf(hop.decision?.cluster), target },
      report: reportOf(hop, answered),
    };
  }
  if (hop.direction !== 'inbound' || reportedByClient(trace, hop)) return undefined;
  const facts = workloads.of(hop.namespace, hop.pod, hop.workload);
  return {
    key: { source: undefined, service: '', target: { is: 'workload', facts } },
    report: reportOf(hop, hop),
  };
}

/** @param server who answered, when that is known */
function reportOf(hop: Hop, server: Hop | undefined): EdgeReport {
  return {
    status: hop.status ?? 0,
    flags: hop.flags,
    durationMs: (hop.endUs - hop.startUs) / 1000,
    mutualTls: server?.direction === 'inbound' && server.downstream?.peerIdentity !== undefined,
  };
}

function targetOf(hop: Hop, answered: Hop | undefined, workloads: WorkloadTable): EdgeTarget {
  const cluster = hop.decision?.cluster;
  if (answered !== undefined) {
    const facts = workloads.of(answered.namespace, answered.pod, answered.workload);
    if (facts.namespace !== '') return { is: 'workload', facts };
  }
  const pod = hop.decision?.upstream?.pod;
  const facts = pod === undefined ? undefined : workloads.named(pod, serviceNamespace(cluster));
  if (facts !== undefined) return { is: 'workload', facts };
  if (cluster === 'PassthroughCluster') return { is: 'passthrough', name: cluster };
  if (cluster === 'BlackHoleCluster' || hop.decision?.routeName === 'block_all')
    return { is: 'blackhole', name: 'BlackHoleCluster' };
  const service = serviceOf(cluster);
  const external = service !== '' && !service.endsWith('.svc.cluster.local');
  return external ? { is: 'external', name: service } : { is: 'unknown', name: service };
}

/** The call that this hop made last. */
function lastChild({ hops }: RequestTrace, index: number): Hop | undefined {
  for (let child = hops.length - 1; child > index; child--) {
    const hop = hops[child];
    if (hop?.parent === index) return hop;
  }
  return undefined;
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
