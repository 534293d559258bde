import { isPodReady } from '../../kinds/pod/reader';
import { desiredReplicas, statusCount } from '../../kinds/workload-columns';
import type { KubeObject } from '../../object';
import { at, number, string } from '../../read';

export const REVISION_LABEL = 'controller-revision-hash';

/** The numbers that the pods of a set should have. */
export function wantedOrdinals(set: KubeObject): readonly number[] {
  const start = number(at(set.spec, 'ordinals', 'start'));
  return Array.from({ length: desiredReplicas(set) }, (_, index) => start + index);
}

/** The number at the end of a pod's name; -1 when there is none. */
export function ordinalOf(pod: KubeObject): number {
  return Number(/-(\d+)$/.exec(pod.metadata.name)?.[1] ?? -1);
}

export function isOrdered(set: KubeObject): boolean {
  return at(set.spec, 'podManagementPolicy') !== 'Parallel';
}

export function isTerminating(pod: KubeObject): boolean {
  return pod.metadata.deletionTimestamp !== undefined;
}

/** Ready and not on its way out. */
export function isHealthy(pod: KubeObject): boolean {
  return isPodReady(pod) && !isTerminating(pod);
}

export function revisionLabel(pod: KubeObject): string {
  return pod.metadata.labels?.[REVISION_LABEL] ?? '';
}

/** Whether a new pod still gets the template before the last change: below the partition, or not yet reached by the update. */
export function keepsOldTemplate(set: KubeObject, ordinal: number): boolean {
  const { type, rollingUpdate } = at(set.spec, 'updateStrategy') as {
    readonly type?: unknown;
    readonly rollingUpdate?: unknown;
  };
  if (string(type) !== 'RollingUpdate') return false;
  const start = number(at(set.spec, 'ordinals', 'start'));
  const partition = at(rollingUpdate, 'partition');
  const bound = typeof partition === 'number' ? partition : statusCount(set, 'currentReplicas');
  return ordinal < start + bound;
}
