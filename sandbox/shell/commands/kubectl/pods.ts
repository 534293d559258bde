import { at, isPodReady, matchesSelector, readPodSpec, type KubeObject } from '../../../kube/index';
import { clientError } from './failure';
import { findObjects, getObject, listObjects, resourceType } from './resources';
import type { Session } from './session';

/**
 * The pods a word means: a pod's name, `TYPE/NAME` of a workload or service, or with -l all that match.
 * Ready pods come first, pods on their way out last.
 */
export function podsFor(target: string | undefined, session: Session): readonly KubeObject[] {
  const pods = resourceType('pods', session);
  if (target === undefined) return listObjects(pods, session).map(({ object }) => object);
  if (!target.includes('/')) return [getObject({ ...pods, name: target }, session)];
  const [typeWord = '', name = ''] = target.split('/');
  if (name === '') throw clientError('arguments in resource/name form must have a single resource and name');
  const type = resourceType(typeWord, session);
  const { found, errors } = findObjects({ types: [type], names: [{ ...type, name }] }, session);
  if (errors[0]) throw errors[0];
  const [owner] = found;
  if (!owner) return [];
  if (type.kind === pods.kind) return [owner.object];
  const selector = selectorOf(owner.object);
  if (selector === undefined)
    throw clientError(
      `cannot attach to *unstructured.Unstructured: selector for ${type.kind.plural} not implemented`,
    );
  return session.api
    .list('Pod', owner.object.metadata.namespace)
    .filter((pod) => matchesSelector(selector, pod.metadata.labels))
    .sort((a, b) => merit(b) - merit(a));
}

function merit(pod: KubeObject): number {
  return Number(isPodReady(pod)) + (pod.metadata.deletionTimestamp === undefined ? 2 : 0);
}

/** The container a verb takes when none is named, and whether others could have been meant. */
export function defaultContainer(pod: KubeObject): { readonly name: string; readonly ambiguous: boolean } {
  const { containers } = readPodSpec(pod);
  const preferred = pod.metadata.annotations?.['kubectl.kubernetes.io/default-container'];
  const chosen = containers.find(({ name }) => name === preferred);
  if (chosen) return { name: chosen.name, ambiguous: false };
  return { name: containers[0]?.name ?? '', ambiguous: containers.length > 1 };
}

/** Workloads select by `matchLabels`, services by plain labels. */
function selectorOf(object: KubeObject): unknown {
  const selector = at(object.spec, 'selector');
  if (selector === undefined) return undefined;
  return at(selector, 'matchLabels') === undefined && at(selector, 'matchExpressions') === undefined
    ? { matchLabels: selector }
    : selector;
}
