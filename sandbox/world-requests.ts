import type { Hop, RequestTrace, UpstreamHost } from './net/index';
import type { ExplainedHop, ExplainedRequest, RequestSummary } from './world-api';

/** The full story of a request: every hop with its decision record, derived now from what the hop kept. */
export function explainTrace(trace: RequestTrace, summary: RequestSummary): ExplainedRequest {
  return { summary, hops: trace.hops.map(explainHop) };
}

function explainHop(hop: Hop): ExplainedHop {
  const { decision, request } = hop;
  return {
    ...(hop.parent === undefined ? {} : { parent: hop.parent }),
    pod: hop.pod,
    namespace: hop.namespace,
    workload: hop.workload,
    direction: hop.direction,
    startMs: hop.startUs / 1000,
    durationMs: (hop.endUs - hop.startUs) / 1000,
    method: request.method,
    authority: request.authority,
    path: request.path,
    ...(hop.status === undefined ? {} : { status: hop.status }),
    flags: hop.flags,
    details: hop.details,
    ...(decision?.cluster === undefined ? {} : { cluster: decision.cluster }),
    ...(decision?.routeName === undefined ? {} : { route: decision.routeName }),
    ...(decision?.upstream === undefined ? {} : { upstream: upstreamText(decision.upstream) }),
    ...(decision === undefined ? {} : { record: decision.explain() }),
  };
}

function upstreamText(upstream: UpstreamHost): string {
  return upstream.pod ?? `${upstream.ip}:${String(upstream.port)}`;
}
