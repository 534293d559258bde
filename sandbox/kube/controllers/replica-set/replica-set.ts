import { recordEvent } from '../../events';
import { withMetadata } from '../../freeze';
import { isPodReady, podPhase } from '../../kinds/pod/reader';
import { desiredReplicas } from '../../kinds/workload-columns';
import type { KubeObject } from '../../object';
import { at, record, stringMap } from '../../read';
import type { Controller, ControllerContext } from '../controller';
import { controllerReference, keyOfObject, ownedBy, ownerKey } from '../owned';

/** Keeps as many pods of a template as a ReplicaSet wants. */
export const replicaSetController: Controller = {
  name: 'replica-set',
  affected: ({ object }) => {
    if (object.kind === 'ReplicaSet') return [keyOfObject(object)];
    const owner = object.kind === 'Pod' ? ownerKey(object, 'ReplicaSet') : undefined;
    return owner ? [owner] : [];
  },
  reconcile: (key, context) => {
    const { api } = context;
    const set = api.get(key);
    if (!set) return;
    const wanted = desiredReplicas(set);
    const pods = ownedBy(set, 'Pod', api).filter(isAlive);
    for (let missing = wanted - pods.length; missing > 0; missing--) {
      const { object } = api.create(podFrom(set, context), { fieldValidation: 'Ignore' });
      tell(set, 'SuccessfulCreate', `Created pod: ${object.metadata.name}`, context);
    }
    if (pods.length > wanted)
      for (const pod of [...pods].sort(leastMissed).slice(0, pods.length - wanted)) {
        api.delete(keyOfObject(pod));
        tell(set, 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`, context);
      }
    writeStatus(set, context);
  },
};

function tell(set: KubeObject, reason: string, message: string, { api, now }: ControllerContext): void {
  recordEvent(api, now(), set, { type: 'Normal', reason, message, component: 'replicaset-controller' });
}

function podFrom(set: KubeObject, { api }: ControllerContext): KubeObject {
  const template = record(at(set.spec, 'template'));
  const metadata = record(template['metadata']);
  const pod: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: '', generateName: `${set.metadata.name}-`, labels: stringMap(metadata['labels']) },
    spec: template['spec'],
  };
  const annotations = stringMap(metadata['annotations']);
  return withMetadata(pod, {
    ...(set.metadata.namespace === undefined ? {} : { namespace: set.metadata.namespace }),
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    ownerReferences: [controllerReference(set, api)],
  });
}

function isAlive(pod: KubeObject): boolean {
  const phase = podPhase(pod);
  return pod.metadata.deletionTimestamp === undefined && phase !== 'Succeeded' && phase !== 'Failed';
}

/** Pods that are not ready go first, then the youngest. */
function leastMissed(a: KubeObject, b: KubeObject): number {
  const readiness = Number(isPodReady(a)) - Number(isPodReady(b));
  if (readiness !== 0) return readiness;
  const age = (b.metadata.creationTimestamp ?? '').localeCompare(a.metadata.creationTimestamp ?? '', 'en');
  return age === 0 ? (a.metadata.name < b.metadata.name ? 1 : -1) : age;
}

function writeStatus(set: KubeObject, { api }: ControllerContext): void {
  const pods = ownedBy(set, 'Pod', api).filter(isAlive);
  const ready = pods.filter(isPodReady).length;
  api.updateStatus(keyOfObject(set), {
    replicas: pods.length,
    ...(pods.length > 0 ? { fullyLabeledReplicas: pods.length } : {}),
    ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
    observedGeneration: set.metadata.generation ?? 1,
  });
}
