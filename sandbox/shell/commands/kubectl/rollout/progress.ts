import { at, string, type KubeObject } from '../../../../kube/index';
import { clientError } from '../failure';

/** How far a rollout is, in kubectl's words (k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go). */
export interface Progress {
  readonly text: string;
  readonly done: boolean;
}

/** @throws KubectlError for sets that are not updated step by step */
export function progressOf(object: KubeObject, kind: string): Progress {
  const judge = JUDGES[kind] ?? deploymentProgress;
  const type = at(object.spec, 'updateStrategy', 'type');
  if (type !== undefined && type !== 'RollingUpdate')
    throw clientError('rollout status is only available for RollingUpdate strategy type');
  return judge(object);
}

const JUDGES: Readonly<Record<string, (object: KubeObject) => Progress>> = {
  StatefulSet: statefulSetProgress,
  DaemonSet: daemonSetProgress,
};

function deploymentProgress(object: KubeObject): Progress {
  const title = `deployment ${JSON.stringify(object.metadata.name)}`;
  if (!isObserved(object)) return waiting('Waiting for deployment spec update to be observed');
  const wanted = wantedOf(object);
  const [replicas, updated, available] = [
    count(object, 'replicas'),
    count(object, 'updatedReplicas'),
    count(object, 'availableReplicas'),
  ];
  const finishing = (what: string): Progress => waiting(`Waiting for ${title} rollout to finish: ${what}`);
  if (updated < wanted)
    return finishing(`${String(updated)} out of ${String(wanted)} new replicas have been updated`);
  if (replicas > updated)
    return finishing(`${String(replicas - updated)} old replicas are pending termination`);
  if (available < updated)
    return finishing(`${String(available)} of ${String(updated)} updated replicas are available`);
  return { text: `${title} successfully rolled out\n`, done: true };
}

function statefulSetProgress(object: KubeObject): Progress {
  if (!isObserved(object)) return waiting('Waiting for statefulset spec update to be observed');
  const wanted = wantedOf(object);
  const updated = count(object, 'updatedReplicas');
  const missing = wanted - count(object, 'readyReplicas');
  if (missing > 0) return waiting(`Waiting for ${String(missing)} pods to be ready`);
  const rolling = at(object.spec, 'updateStrategy', 'rollingUpdate');
  if (rolling !== undefined) {
    const due = wanted - Number(at(rolling, 'partition') ?? 0);
    if (updated < due)
      return waiting(
        `Waiting for partitioned roll out to finish: ${String(updated)} out of ${String(due)} new pods have been updated`,
      );
    const text = `partitioned roll out complete: ${String(updated)} new pods have been updated...\n`;
    return { text, done: true };
  }
  const [current, update] = ['currentRevision', 'updateRevision'].map((field) =>
    string(at(object.status, field)),
  );
  if (current !== update)
    return waiting(
      `waiting for statefulset rolling update to complete ${String(updated)} pods at revision ${String(update)}`,
    );
  const all = String(count(object, 'currentReplicas'));
  const text = `statefulset rolling update complete ${all} pods at revision ${String(current)}...\n`;
  return { text, done: true };
}

function daemonSetProgress(object: KubeObject): Progress {
  const title = `daemon set ${JSON.stringify(object.metadata.name)}`;
  if (!isObserved(object)) return waiting('Waiting for daemon set spec update to be observed');
  const [wanted, updated, available] = [
    count(object, 'desiredNumberScheduled'),
    count(object, 'updatedNumberScheduled'),
    count(object, 'numberAvailable'),
  ];
  const finishing = (what: string): Progress => waiting(`Waiting for ${title} rollout to finish: ${what}`);
  if (updated < wanted)
    return finishing(`${String(updated)} out of ${String(wanted)} new pods have been updated`);
  if (available < wanted)
    return finishing(`${String(available)} of ${String(wanted)} updated pods are available`);
  return { text: `${title} successfully rolled out\n`, done: true };
}

function isObserved(object: KubeObject): boolean {
  return count(object, 'observedGeneration') >= (object.metadata.generation ?? 1);
}

function wantedOf(object: KubeObject): number {
  return Number(at(object.spec, 'replicas') ?? 1);
}

function count(object: KubeObject, field: string): number {
  return Number(at(object.status, field) ?? 0);
}

function waiting(what: string): Progress {
  return { text: `${what}...\n`, done: false };
}
