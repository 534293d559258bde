import { recordEvent } from '../../events';
import { isPodActive, isPodReady, readPodSpec } from '../../kinds/pod/reader';
import type { KubeObject } from '../../object';
import { at, number, stringMap } from '../../read';
import type { Controller, ControllerContext } from '../controller';
import { presentCounts } from '../counts';
import { createPod } from '../create-pod';
import { keyOfObject, ownedBy, ownersOfChange } from '../owned';
import { dropRevisions, presentRevision } from '../revisions';
import { matchesLabels } from '../../label-selector';
import { podOfTemplate } from '../template-pod';

const HASH_LABEL = 'controller-revision-hash';

/** Keeps a pod of a DaemonSet on every node that its template picks. */
export const daemonSetController: Controller = {
  name: 'daemon-set',
  affected: (event, api) =>
    event.object.kind === 'Node'
      ? api.list('DaemonSet').map(keyOfObject)
      : ownersOfChange(event, 'DaemonSet', 'Pod'),
  reconcile: (key, context) => {
    const set = context.api.get(key);
    if (!set) return undefined;
    const revision = presentRevision(set, context);
    const hash = revision.metadata.labels?.['controller.kubernetes.io/hash'] ?? '';
    const nodes = wantedNodes(set, context);
    try {
      placePods(set, nodes, hash, context);
      replaceOld(set, hash, context);
    } finally {
      writeStatus(set, nodes, hash, context);
    }
    const hashes = new Set(ownedBy(set, 'Pod', context.api).map(hashOf));
    const used = [...hashes].map((used) => `${set.metadata.name}-${used}`);
    dropRevisions(set, new Set([...used, revision.metadata.name]), context);
    return undefined;
  },
};

function wantedNodes(set: KubeObject, { api }: ControllerContext): readonly string[] {
  const selector = stringMap(at(set.spec, 'template', 'spec', 'nodeSelector'));
  return api
    .list('Node')
    .filter(({ metadata }) => matchesLabels(selector, metadata.labels))
    .map(({ metadata }) => metadata.name);
}

function placePods(
  set: KubeObject,
  nodes: readonly string[],
  hash: string,
  context: ControllerContext,
): void {
  const { api } = context;
  const pods = ownedBy(set, 'Pod', api);
  for (const pod of pods) {
    const isStray = !nodes.includes(readPodSpec(pod).nodeName);
    if (pod.metadata.deletionTimestamp === undefined && (isStray || !isPodActive(pod)))
      deletePod(set, pod, context);
  }
  for (const nodeName of nodes) {
    // one that is on its way out keeps its place until it is gone
    if (pods.some((pod) => readPodSpec(pod).nodeName === nodeName)) continue;
    const named = { name: '', generateName: `${set.metadata.name}-`, labels: { [HASH_LABEL]: hash } };
    const pod = podOfTemplate(set, at(set.spec, 'template'), named, api);
    const placed = { ...pod, spec: { ...(pod.spec as object), nodeName } };
    const { metadata } = createPod(placed, context, (message) => {
      tell(set, 'FailedCreate', `Error creating: ${message}`, context, 'Warning');
    });
    tell(set, 'SuccessfulCreate', `Created pod: ${metadata.name}`, context);
  }
}

/** Ends pods with an old template, as many as may be missing at a time. */
function replaceOld(set: KubeObject, hash: string, context: ControllerContext): void {
  if (at(set.spec, 'updateStrategy', 'type') !== 'RollingUpdate') return;
  const pods = ownedBy(set, 'Pod', context.api);
  const most = at(set.spec, 'updateStrategy', 'rollingUpdate', 'maxUnavailable');
  const missing = pods.filter((pod) => !isPodReady(pod) || pod.metadata.deletionTimestamp !== undefined);
  const old = pods.filter((pod) => hashOf(pod) !== hash && pod.metadata.deletionTimestamp === undefined);
  const unready = old.filter((pod) => !isPodReady(pod));
  const room = Math.max(0, Math.max(1, number(most)) - missing.length);
  for (const pod of [...unready, ...old.filter(isPodReady).slice(0, room)]) deletePod(set, pod, context);
}

function deletePod(set: KubeObject, pod: KubeObject, context: ControllerContext): void {
  context.api.delete(keyOfObject(pod));
  tell(set, 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`, context);
}

function hashOf(pod: KubeObject): string {
  return pod.metadata.labels?.[HASH_LABEL] ?? '';
}

function writeStatus(
  set: KubeObject,
  nodes: readonly string[],
  hash: string,
  { api }: ControllerContext,
): void {
  const pods = ownedBy(set, 'Pod', api).filter(isPodActive);
  const ready = pods.filter(isPodReady).length;
  const updated = pods.filter((pod) => hashOf(pod) === hash).length;
  const counts = {
    updatedNumberScheduled: updated,
    numberAvailable: ready,
    numberUnavailable: nodes.length - ready,
  };
  api.updateStatus(keyOfObject(set), {
    currentNumberScheduled: pods.length,
    desiredNumberScheduled: nodes.length,
    numberMisscheduled: 0,
    numberReady: ready,
    observedGeneration: set.metadata.generation ?? 1,
    ...presentCounts(counts),
  });
}

function tell(
  set: KubeObject,
  reason: string,
  message: string,
  { api, now }: ControllerContext,
  type: 'Normal' | 'Warning' = 'Normal',
): void {
  recordEvent(api, now(), set, { type, reason, message, component: 'daemonset-controller' });
}
