import { isRecord, records, sameJson } from '../../../kube/index';
import type { ParentReference } from '../api/index';
import { toConditions, type Condition } from './conditions';
import { GATEWAY_CONTROLLER, MESH_CONTROLLER } from './gateway-classes';

/** What becomes of a policy at a target, or at a Gateway. */
export interface AncestorStatus {
  readonly ancestorRef: ParentReference;
  readonly controllerName: string;
  readonly conditions: readonly Condition[];
}

const MOST_ANCESTORS = 16;
const IGNORE = 'istio.io/ignore-policy-attachment';

/** Whether an annotation keeps Istio from reading a policy. */
export function isIgnored({
  annotations,
}: {
  readonly annotations: Readonly<Record<string, string>>;
}): boolean {
  return annotations[IGNORE]?.toLowerCase() === 'true';
}

export function ignoredConditions(): Condition[] {
  const message = `Ignored by Istio due to annotation ${IGNORE}=true`;
  return toConditions({
    Accepted: {
      reason: 'Accepted',
      message: 'Configuration is valid',
      problem: { reason: 'IgnoredByIstio', message },
    },
  });
}

/** Entries of other controllers stay, ours are replaced in place, new ones follow. */
export function mergeAncestors(current: unknown, incoming: readonly AncestorStatus[]): readonly unknown[] {
  const fresh = [...incoming];
  const kept = records(isRecord(current) ? current['ancestors'] : undefined).flatMap((entry): unknown[] => {
    const own = entry['controllerName'] === GATEWAY_CONTROLLER || entry['controllerName'] === MESH_CONTROLLER;
    if (!own) return [entry];
    const index = fresh.findIndex(({ ancestorRef }) => sameJson(ancestorRef, entry['ancestorRef']));
    return index < 0 ? [] : fresh.splice(index, 1);
  });
  return [...kept, ...fresh].slice(0, MOST_ANCESTORS);
}
