import { recordEvent } from '../../events';
import { hasPodEnded } from '../../kinds/pod/reader';
import type { KubeObject } from '../../object';
import { at, number, record, string } from '../../read';
import type { Controller, ControllerContext } from '../controller';
import { createPod } from '../create-pod';
import { keyOfObject, ownedBy, ownersOfChange } from '../owned';
import { dropRevisions, presentRevision, templateOfRevision } from '../revisions';
import { podOfTemplate } from '../template-pod';
import { createClaims, dropClaims, withClaims } from './claims';
import {
  isHealthy,
  isOrdered,
  isTerminating,
  keepsOldTemplate,
  ordinalOf,
  revisionLabel,
  REVISION_LABEL,
  wantedOrdinals,
} from './ordinals';
import { writeStatus, type Revisions } from './status';

/**
 * Keeps the numbered pods of a StatefulSet: the lowest starts first and each waits for the one before, the highest ends and
 * changes first (pkg/controller/statefulset/stateful_set_control.go).
 */
export const statefulSetController: Controller = {
  name: 'stateful-set',
  affected: (event) => ownersOfChange(event, 'StatefulSet', 'Pod'),
  reconcile: (key, context) => {
    const set = context.api.get(key);
    if (!set) return undefined;
    const update = presentRevision(set, context).metadata.name;
    const revisions = { current: string(at(set.status, 'currentRevision')) || update, update };
    try {
      if (fillUp(set, revisions, context) && scaleDown(set, context)) replaceOne(set, update, context);
    } finally {
      writeStatus(set, revisions, context);
    }
    const pods = ownedBy(set, 'Pod', context.api);
    dropRevisions(set, new Set([...pods.map(revisionLabel), ...Object.values(revisions)]), context);
    return undefined;
  },
};

/** Makes the pods that are missing. Answers whether the next step may be taken. */
function fillUp(set: KubeObject, revisions: Revisions, context: ControllerContext): boolean {
  const { api } = context;
  const pods = new Map(ownedBy(set, 'Pod', api).map((pod) => [ordinalOf(pod), pod]));
  const ordered = isOrdered(set);
  for (const ordinal of wantedOrdinals(set)) {
    const pod = pods.get(ordinal);
    if (pod === undefined) addPod(set, ordinal, revisions, context);
    else if (hasPodEnded(pod) && !isTerminating(pod)) api.delete(keyOfObject(pod));
    else if (isHealthy(pod)) continue;
    if (ordered) return false;
  }
  return true;
}

function addPod(set: KubeObject, ordinal: number, revisions: Revisions, context: ControllerContext): void {
  const { api } = context;
  const { name: setName, namespace = '' } = set.metadata;
  const name = `${setName}-${String(ordinal)}`;
  const revisionName = keepsOldTemplate(set, ordinal) ? revisions.current : revisions.update;
  const revision = api.get({ kind: 'ControllerRevision', namespace, name: revisionName });
  const template = revision ? templateOfRevision(revision) : at(set.spec, 'template');
  for (const claim of createClaims(set, name, context))
    tell(
      set,
      'SuccessfulCreate',
      `create Claim ${claim} Pod ${name} in StatefulSet ${setName} success`,
      context,
    );
  const labels = {
    'apps.kubernetes.io/pod-index': String(ordinal),
    [REVISION_LABEL]: revision?.metadata.name ?? revisions.update,
    'statefulset.kubernetes.io/pod-name': name,
  };
  const serviceName = string(at(set.spec, 'serviceName'));
  const pod = podOfTemplate(set, template, { name, labels }, api);
  const spec = {
    ...record(withClaims(set, name, pod.spec)),
    hostname: name,
    ...(serviceName === '' ? {} : { subdomain: serviceName }),
  };
  createPod({ ...pod, spec }, context, (message) => {
    const happened = `create Pod ${name} in StatefulSet ${setName} failed error: ${message}`;
    tell(set, 'FailedCreate', happened, context, 'Warning');
  });
  tell(set, 'SuccessfulCreate', `create Pod ${name} in StatefulSet ${setName} successful`, context);
}

/** Ends the pods above the wanted number, the highest first. Answers whether the next step may be taken. */
function scaleDown(set: KubeObject, context: ControllerContext): boolean {
  const wanted = new Set(wantedOrdinals(set));
  const condemned = ownedBy(set, 'Pod', context.api)
    .filter((pod) => !wanted.has(ordinalOf(pod)))
    .sort(highestFirst);
  for (const pod of condemned) {
    if (!isTerminating(pod)) {
      deletePod(set, pod, context);
      dropClaims(set, pod.metadata.name, context);
    }
    if (isOrdered(set)) return false;
  }
  return true;
}

/** Ends the highest pod that has an old template, once those above it are ready; it comes back with the present one. */
function replaceOne(set: KubeObject, update: string, context: ControllerContext): void {
  if (string(at(set.spec, 'updateStrategy', 'type')) !== 'RollingUpdate') return;
  const partition = number(at(set.spec, 'updateStrategy', 'rollingUpdate', 'partition'));
  const start = number(at(set.spec, 'ordinals', 'start'));
  for (const pod of [...ownedBy(set, 'Pod', context.api)].sort(highestFirst)) {
    if (ordinalOf(pod) < start + partition) return;
    if (revisionLabel(pod) !== update && !isTerminating(pod)) {
      deletePod(set, pod, context);
      return;
    }
    if (!isHealthy(pod)) return;
  }
}

function deletePod(set: KubeObject, pod: KubeObject, context: ControllerContext): void {
  const { name } = pod.metadata;
  context.api.delete(keyOfObject(pod));
  tell(set, 'SuccessfulDelete', `delete Pod ${name} in StatefulSet ${set.metadata.name} successful`, context);
}

function highestFirst(a: KubeObject, b: KubeObject): number {
  return ordinalOf(b) - ordinalOf(a);
}

function tell(
  set: KubeObject,
  reason: string,
  message: string,
  { api, now }: ControllerContext,
  type: 'Normal' | 'Warning' = 'Normal',
): void {
  recordEvent(api, now(), set, { type, reason, message, component: 'statefulset-controller' });
}
