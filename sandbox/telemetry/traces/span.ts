import type { Hop, RequestTrace } from '../../net/index';
import { ownPeer } from '../metrics/peer';
import { loggedHop, operators } from '../access-log/operators';
import type { WorkloadTable } from '../workload-table';

/** A proxy's part of a trace, as Jaeger shows it. */
export interface Span {
  readonly spanId: string;
  /** Id of the span that caused it; absent at the beginning of a trace. */
  readonly parentId?: string;
  /** `reviews.default`: application and namespace. */
  readonly service: string;
  /** `reviews.default.svc.cluster.local:9080/*`. */
  readonly operation: string;
  /** Whose view: the caller's proxy, or that of the one called. */
  readonly kind: 'client' | 'server';
  readonly startMs: number;
  readonly durationMs: number;
  /** In the order Envoy sets them. */
  readonly tags: Readonly<Record<string, string>>;
  /** Id of the request it was part of. */
  readonly request: number;
}

export function spanOf(trace: RequestTrace, hop: Hop, workloads: WorkloadTable): Span {
  const { span, request, decision, direction } = hop;
  const { canonicalService, canonicalRevision, namespace, workload } = ownPeer(
    workloads.of(hop.namespace, hop.pod, hop.workload),
  );
  return {
    spanId: span?.spanId ?? '',
    ...(span?.parentId === undefined ? {} : { parentId: span.parentId }),
    service: `${canonicalService === '' ? workload : canonicalService}.${namespace}`,
    operation: decision?.operation ?? request.authority,
    kind: direction === 'inbound' ? 'server' : 'client',
    startMs: hop.startUs / 1000,
    durationMs: (hop.endUs - hop.startUs) / 1000,
    tags: { ...tagsOf(trace, hop), ...istioTags(canonicalService, canonicalRevision, namespace) },
    request: trace.id,
  };
}

/** source/common/tracing/http_tracer_impl.cc */
function tagsOf(trace: RequestTrace, hop: Hop): Record<string, string> {
  const logged = loggedHop(trace, trace.hops.indexOf(hop), hop, 0);
  const shown = (operator: string, argument = ''): string =>
    String(operators[operator]?.(logged, argument) ?? '-');
  const { request, status = 0, flags, decision, downstream } = hop;
  const failed = status === 0 || status >= 500;
  return {
    component: 'proxy',
    'guid:x-request-id': shown('REQ', 'X-REQUEST-ID'),
    'http.url': `${request.scheme}://${request.authority}${request.path}`,
    'http.method': request.method,
    downstream_cluster: '-',
    user_agent: shown('REQ', 'USER-AGENT'),
    'http.protocol': shown('PROTOCOL'),
    'peer.address': downstream?.source.ip ?? '-',
    request_size: shown('BYTES_RECEIVED'),
    upstream_cluster: decision?.cluster ?? '-',
    'http.status_code': String(status),
    response_size: shown('BYTES_SENT'),
    response_flags: flags === '' ? '-' : flags,
    ...(failed ? { error: 'true' } : {}),
  };
}

function istioTags(service: string, revision: string, namespace: string): Record<string, string> {
  return {
    'istio.canonical_revision': revision,
    'istio.canonical_service': service,
    'istio.mesh_id': 'cluster.local',
    'istio.namespace': namespace,
    'istio.cluster_id': 'Kubernetes',
  };
}
