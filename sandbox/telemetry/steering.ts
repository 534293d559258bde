import type { Origin } from '../lib/origin';
import type { RequestTrace } from '../net/index';
import { edgeIdOf } from './graph-builder';
import type { GraphType } from './graph';
import { edgeKeyOf } from './hop-edge';
import type { WorkloadTable } from './workload-table';

/** What sent the latest request along an edge of the graph: places of manifests, in the order they were asked. */
export interface EdgeSteering {
  /** Id of the edge in the graph of the same type. */
  readonly edge: string;
  readonly source: string;
  readonly target: string;
  readonly origins: readonly Origin[];
}

/** One entry per edge that a remembered request took. @param traces newest first: the first of an edge counts */
export function steeringOf(
  traces: Iterable<RequestTrace>,
  workloads: WorkloadTable,
  type: GraphType,
): EdgeSteering[] {
  const found = new Map<string, EdgeSteering>();
  for (const trace of traces) {
    for (const [index, hop] of trace.hops.entries()) {
      const key = edgeKeyOf(trace, index, workloads);
      if (key === undefined || hop.decision === undefined) continue;
      const { edge, source, target } = edgeIdOf(key, type);
      if (found.has(edge)) continue;
      const origins = hop.decision.explain().steps.flatMap((step) => step.origin ?? []);
      found.set(edge, { edge, source, target, origins });
    }
  }
  return [...found.values()];
}
