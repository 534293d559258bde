import { isPodReady } from '../../kinds/pod/reader';
import { desiredReplicas } from '../../kinds/workload-columns';
import type { KubeObject } from '../../object';
import { at, string } from '../../read';
import type { ControllerContext } from '../controller';
import { presentCounts } from '../counts';
import { keyOfObject, ownedBy } from '../owned';
import { isTerminating, revisionLabel } from './ordinals';

/** Which templates a set is between. */
export interface Revisions {
  /** Name of the revision that all pods had when the last update was complete. */
  readonly current: string;
  /** Name of the present template's revision. */
  readonly update: string;
}

/** Counts the pods of a set; when all have the present template the update is complete. */
export function writeStatus(set: KubeObject, revisions: Revisions, { api }: ControllerContext): void {
  const pods = ownedBy(set, 'Pod', api);
  const ready = pods.filter(isPodReady).length;
  const lasting = pods.filter((pod) => !isTerminating(pod));
  const withRevision = (name: string): number => lasting.filter((pod) => revisionLabel(pod) === name).length;
  const updated = withRevision(revisions.update);
  const wanted = desiredReplicas(set);
  const isComplete =
    string(at(set.spec, 'updateStrategy', 'type')) === 'RollingUpdate' &&
    [updated, ready, pods.length].every((count) => count === wanted);
  const current = isComplete ? revisions.update : revisions.current;
  const counts = {
    readyReplicas: ready,
    currentReplicas: withRevision(current),
    updatedReplicas: updated,
  };
  api.updateStatus(keyOfObject(set), {
    observedGeneration: set.metadata.generation ?? 1,
    replicas: pods.length,
    ...presentCounts(counts),
    availableReplicas: ready,
    currentRevision: current,
    updateRevision: revisions.update,
    collisionCount: 0,
  });
}
