import { compareText } from '../../../lib/compare-text';
import { isoSeconds } from '../../../lib/calendar';
import { ApiError } from '../../api-error';
import { recordEvent } from '../../events';
import { isPodActive, isPodReady } from '../../kinds/pod/reader';
import { desiredReplicas } from '../../kinds/workload-columns';
import type { KubeObject } from '../../object';
import { at, records } from '../../read';
import type { Controller, ControllerContext } from '../controller';
import { createPod } from '../create-pod';
import { keyOfObject, ownedBy, ownersOfChange } from '../owned';
import { podOfTemplate } from '../template-pod';

/** Keeps as many pods of a template as a ReplicaSet wants. */
export const replicaSetController: Controller = {
  name: 'replica-set',
  affected: (event) => ownersOfChange(event, 'ReplicaSet', 'Pod'),
  reconcile: (key, context) => {
    const { api } = context;
    const set = api.get(key);
    if (!set) return undefined;
    const wanted = desiredReplicas(set);
    const pods = ownedBy(set, 'Pod', api).filter(isPodActive);
    const failure = createPods(set, wanted - pods.length, context);
    if (pods.length > wanted)
      for (const pod of [...pods].sort(leastMissed).slice(0, pods.length - wanted)) {
        api.delete(keyOfObject(pod));
        tell(set, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`, context);
      }
    writeStatus(set, failure?.message, context);
    if (failure !== undefined) throw failure;
    return undefined;
  },
};

/** Creates what is missing, until one is refused; answers why. */
function createPods(set: KubeObject, missing: number, context: ControllerContext): ApiError | undefined {
  for (let left = missing; left > 0; left--) {
    try {
      const pod = createPod(podFrom(set, context), context, (message) => {
        tell(set, 'Warning', 'FailedCreate', `Error creating: ${message}`, context);
      });
      tell(set, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`, context);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return error;
    }
  }
  return undefined;
}

function tell(
  set: KubeObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
  { api, now }: ControllerContext,
): void {
  recordEvent(api, now(), set, { type, reason, message, component: 'replicaset-controller' });
}

function podFrom(set: KubeObject, { api }: ControllerContext): KubeObject {
  const named = { name: '', generateName: `${set.metadata.name}-` };
  return podOfTemplate(set, at(set.spec, 'template'), named, api);
}

/** Pods that are not ready go first, then the youngest. */
function leastMissed(a: KubeObject, b: KubeObject): number {
  const readiness = Number(isPodReady(a)) - Number(isPodReady(b));
  if (readiness !== 0) return readiness;
  const age = compareText(b.metadata.creationTimestamp ?? '', a.metadata.creationTimestamp ?? '');
  return age || compareText(b.metadata.name, a.metadata.name);
}

function writeStatus(set: KubeObject, failure: string | undefined, { api, now }: ControllerContext): void {
  const pods = ownedBy(set, 'Pod', api).filter(isPodActive);
  const ready = pods.filter(isPodReady).length;
  api.updateStatus(keyOfObject(set), {
    replicas: pods.length,
    ...(pods.length > 0 ? { fullyLabeledReplicas: pods.length } : {}),
    ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
    ...(failure === undefined ? {} : { conditions: [replicaFailure(set, failure, now())] }),
    observedGeneration: set.metadata.generation ?? 1,
  });
}

function replicaFailure(set: KubeObject, message: string, nowMs: number): unknown {
  const [known] = records(at(set.status, 'conditions'));
  const lastTransitionTime = known?.['lastTransitionTime'] ?? isoSeconds(nowMs);
  return { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message, lastTransitionTime };
}
