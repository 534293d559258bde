import { isoSeconds } from '../../../lib/calendar';
import { isRecord } from '../../freeze';
import { desiredReplicas, statusCount } from '../../kinds/workload-columns';
import type { KubeObject } from '../../object';
import { at, records } from '../../read';
import type { ControllerContext } from '../controller';
import { presentCounts } from '../counts';
import { keyOfObject, ownedBy } from '../owned';
import { rolloutBudget } from './rollout';

/** Counts the pods of a deployment's sets and says how far it is. @param newestName of the set with the present template */
export function writeStatus(
  deployment: KubeObject,
  newestName: string | undefined,
  context: ControllerContext,
): void {
  const { api } = context;
  const sets = ownedBy(deployment, 'ReplicaSet', api);
  const newest = sets.find((set) => set.metadata.name === newestName);
  const total = (field: string): number => sets.reduce((sum, set) => sum + statusCount(set, field), 0);
  const wanted = desiredReplicas(deployment);
  const available = total('availableReplicas');
  const updated = newest ? statusCount(newest, 'replicas') : 0;
  const counts = {
    replicas: total('replicas'),
    updatedReplicas: updated,
    readyReplicas: total('readyReplicas'),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, wanted - available),
  };
  const complete = updated === wanted && counts.replicas === wanted && available === wanted;
  const enough = available >= wanted - rolloutBudget(deployment).unavailable;
  api.updateStatus(keyOfObject(deployment), {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...presentCounts(counts),
    conditions: [
      condition(
        deployment,
        'Available',
        enough,
        enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
        context,
      ),
      condition(
        deployment,
        'Progressing',
        true,
        complete ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
        context,
      ),
      ...sets.flatMap((set) => records(at(set.status, 'conditions'))),
    ],
  });
}

function condition(
  deployment: KubeObject,
  type: string,
  holds: boolean,
  reason: string,
  { now }: ControllerContext,
): unknown {
  const status = holds ? 'True' : 'False';
  const before = records(at(deployment.status, 'conditions')).find((entry) => entry['type'] === type);
  if (isRecord(before) && before['status'] === status && before['reason'] === reason) return before;
  const time = isoSeconds(now());
  const lastTransitionTime = before?.['status'] === status ? before['lastTransitionTime'] : time;
  return { type, status, reason, lastUpdateTime: time, lastTransitionTime };
}
