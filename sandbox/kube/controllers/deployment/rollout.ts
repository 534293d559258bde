import { desiredReplicas, statusCount } from '../../kinds/workload-columns';
import type { KubeObject } from '../../object';
import { at, string } from '../../read';

/** How many pods may be missing or extra while a deployment is updated. */
export interface RolloutBudget {
  readonly surge: number;
  readonly unavailable: number;
}

/** The replicas a ReplicaSet should have next. */
export interface Scale {
  readonly set: KubeObject;
  readonly replicas: number;
}

/** Reads maxSurge (rounded up) and maxUnavailable (rounded down); one of them is at least 1. */
export function rolloutBudget(deployment: KubeObject): RolloutBudget {
  const wanted = desiredReplicas(deployment);
  const rolling = at(deployment.spec, 'strategy', 'rollingUpdate');
  const surge = share(at(rolling, 'maxSurge'), wanted, Math.ceil);
  const unavailable = share(at(rolling, 'maxUnavailable'), wanted, Math.floor);
  return surge === 0 && unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable };
}

/** The next step of an update: first the new set grows as far as the surge allows, then old ones shrink. */
export function nextScales(
  deployment: KubeObject,
  newest: KubeObject,
  old: readonly KubeObject[],
): readonly Scale[] {
  const wanted = desiredReplicas(deployment);
  const current = desiredReplicas(newest);
  const oldTotal = sum(old, desiredReplicas);
  if (string(at(deployment.spec, 'strategy', 'type')) === 'Recreate')
    return oldTotal > 0 || sum(old, (set) => statusCount(set, 'replicas')) > 0
      ? old.filter((set) => desiredReplicas(set) > 0).map((set) => ({ set, replicas: 0 }))
      : changed(newest, wanted);
  if (oldTotal === 0 || current > wanted) return changed(newest, wanted);
  const { surge, unavailable } = rolloutBudget(deployment);
  if (current < wanted) {
    const room = wanted + surge - (current + oldTotal);
    if (room > 0) return changed(newest, current + Math.min(room, wanted - current));
  }
  return shrink(old, newest, wanted - unavailable);
}

function shrink(old: readonly KubeObject[], newest: KubeObject, minAvailable: number): readonly Scale[] {
  const total = sum([newest, ...old], desiredReplicas);
  const newUnavailable = desiredReplicas(newest) - statusCount(newest, 'availableReplicas');
  const mayGo = total - minAvailable - newUnavailable;
  if (mayGo <= 0) return [];
  const unhealthy = shrinkBy(
    old,
    mayGo,
    (set) => desiredReplicas(set) - statusCount(set, 'availableReplicas'),
  );
  if (unhealthy.length > 0) return unhealthy;
  const available = sum([newest, ...old], (set) => statusCount(set, 'availableReplicas'));
  return shrinkBy(old, Math.max(0, available - minAvailable), desiredReplicas);
}

/** Takes up to `budget` replicas away, from each set at most what `most` says, oldest set first. */
function shrinkBy(
  sets: readonly KubeObject[],
  budget: number,
  most: (set: KubeObject) => number,
): readonly Scale[] {
  let left = budget;
  const scales: Scale[] = [];
  for (const set of sets) {
    const taken = Math.min(left, desiredReplicas(set), Math.max(0, most(set)));
    if (taken <= 0) continue;
    left -= taken;
    scales.push({ set, replicas: desiredReplicas(set) - taken });
  }
  return scales;
}

function changed(set: KubeObject, replicas: number): readonly Scale[] {
  return desiredReplicas(set) === replicas ? [] : [{ set, replicas }];
}

function share(value: unknown, of: number, round: (value: number) => number): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(string(value) || '25%')?.[1];
  return round((Number(percent ?? 0) * of) / 100);
}

function sum(sets: readonly KubeObject[], count: (set: KubeObject) => number): number {
  return sets.reduce((total, set) => total + count(set), 0);
}
