import { isFailure, type Hop, type RequestTrace } from '../net/index';
import type { WorkloadTable } from './workload-table';

/** One line of a request list. */
export interface RequestSummary {
  readonly id: number;
  /** Virtual milliseconds since the world was made. */
  readonly atMs: number;
  readonly client: string;
  readonly method: string;
  readonly authority: string;
  readonly path: string;
  /** undefined when nothing came back. */
  readonly status?: number;
  readonly failure?: string;
  /** Flags of the hop nearest to the cause: the deepest one that has any. */
  readonly flags: string;
  /** Version label of the last workload that answered. */
  readonly version?: string;
  readonly durationMs: number;
}

export function summarize(trace: RequestTrace, workloads: WorkloadTable): RequestSummary {
  const first = trace.hops[0]?.request;
  const { outcome } = trace;
  const version = answeringVersion(trace.hops, workloads);
  return {
    id: trace.id,
    atMs: trace.startUs / 1000,
    client: trace.client,
    method: first?.method ?? '',
    authority: first?.authority ?? '',
    path: first?.path ?? '',
    ...(outcome === undefined ? { failure: 'cancelled' } : {}),
    ...(outcome !== undefined && isFailure(outcome) ? { failure: outcome.failure } : {}),
    ...(outcome !== undefined && !isFailure(outcome) ? { status: outcome.status } : {}),
    flags: deepestFlags(trace.hops),
    ...(version === undefined ? {} : { version }),
    durationMs: ((trace.endUs ?? trace.startUs) - trace.startUs) / 1000,
  };
}

function deepestFlags(hops: readonly Hop[]): string {
  let deepest = -1;
  let flags = '';
  for (const hop of hops) {
    if (hop.flags === '' || hop.shadow === true) continue;
    const depth = depthOf(hop, hops);
    if (depth <= deepest) continue;
    deepest = depth;
    ({ flags } = hop);
  }
  return flags;
}

function depthOf(hop: Hop, hops: readonly Hop[]): number {
  let depth = 0;
  for (let parent = hop.parent; parent !== undefined; parent = hops[parent]?.parent) depth++;
  return depth;
}

/** The version of the application furthest from the client that has one. */
function answeringVersion(hops: readonly Hop[], workloads: WorkloadTable): string | undefined {
  for (let index = hops.length - 1; index >= 0; index--) {
    const hop = hops[index];
    if (hop?.direction !== 'application' || hop.shadow === true) continue;
    const { version } = workloads.of(hop.namespace, hop.pod, hop.workload);
    if (version !== undefined) return version;
  }
  return undefined;
}
