import { compareText } from '../../../lib/compare-text';
import { isRecord, records } from '../../../kube/index';
import type { ParentReference } from '../api/index';
import { toConditions, type Condition } from './conditions';
import { GATEWAY_CONTROLLER } from './gateway-classes';
import type { Problem } from './problem';
import { parentText, type RouteParent } from './route-parents';

interface ParentStatus {
  readonly parentRef: ParentReference;
  readonly controllerName: string;
  readonly conditions: readonly Condition[];
}

/** What becomes of a route; entries of other controllers stay as they are. */
export interface RouteStatus {
  readonly parents: readonly unknown[];
}

/** Of several outcomes at one parent this order tells which is reported. */
const RANKS: readonly string[] = [
  '',
  'NotAllowedByListeners',
  'NoMatchingListenerHostname',
  'ParentRefConflict',
  'NoMatchingParent',
];

/** The status of a route at each of its parents (createRouteStatus). @param current the status it has now */
export function routeStatus(
  parents: readonly RouteParent[],
  problemOf: (parent: RouteParent) => Problem | undefined,
  namespace: string,
  current: unknown,
): RouteStatus {
  const byReference = new Map<number, RouteParent[]>();
  for (const parent of parents) {
    const group = byReference.get(parent.index);
    if (group) group.push(parent);
    else byReference.set(parent.index, [parent]);
  }
  const reports = new Map<string, ParentStatus>();
  for (const group of byReference.values()) {
    const [first] = group;
    if (first === undefined) continue;
    reports.set(parentText(first.reference, namespace), {
      parentRef: first.reference,
      controllerName: GATEWAY_CONTROLLER,
      conditions: conditionsOf(group, problemOf(first)),
    });
  }
  const kept = records(isRecord(current) ? current['parents'] : undefined).flatMap((entry): unknown[] => {
    if (entry['controllerName'] !== GATEWAY_CONTROLLER) return [entry];
    const key = parentText(entry['parentRef'] as ParentReference, namespace);
    const own = reports.get(key);
    reports.delete(key);
    return own === undefined
      ? []
      : [{ ...own, conditions: withOthers(records(entry['conditions']), own.conditions) }];
  });
  const added = [...reports].sort(([a], [b]) => compareText(b, a)).map(([, status]) => status);
  return { parents: [...kept, ...added] };
}

/** Conditions of other types stay, and each stays where it is. */
function withOthers(
  current: readonly Readonly<Record<string, unknown>>[],
  own: readonly Condition[],
): readonly unknown[] {
  const places = new Set(current.map(({ type }) => type));
  const kept = current.map((one) => own.find(({ type }) => type === one['type']) ?? one);
  return [...kept, ...own.filter(({ type }) => !places.has(type))];
}

function conditionsOf(group: readonly RouteParent[], problem: Problem | undefined): Condition[] {
  const bound = group.filter(({ denied }) => denied === undefined).length;
  return toConditions({
    Accepted: {
      reason: 'Accepted',
      message: bound > 1 ? `Route was valid, bound to ${String(bound)} parents` : 'Route was valid',
      problem: reportedDenial(group),
    },
    ResolvedRefs: { reason: 'ResolvedRefs', message: 'All references resolved', problem },
  });
}

/** Attached anywhere is attached; else the outcome that came nearest, all of its kind together. */
function reportedDenial(group: readonly RouteParent[]): Problem | undefined {
  const rank = ({ denied }: RouteParent): number => RANKS.indexOf(denied?.reason ?? '');
  const best = Math.min(...group.map(rank));
  const reported = group.filter((parent) => rank(parent) === best).flatMap(({ denied }) => denied ?? []);
  const [first] = reported;
  if (first === undefined) return undefined;
  return { reason: first.reason, message: reported.map(({ message }) => message).join('; ') };
}
