import { isRecord, type KubeObject } from '../../../../kube/index';
import { IstioctlError } from '../failure';
import type { Call } from '../verb';

/** Kinds that select pods. */
const POD_OWNERS = new Set(['Service', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job']);

/** The proxy `pod.namespace` that `[<type>/]<name>[.<namespace>]` means. */
export function findProxy(target: string, { input, context }: Call): string {
  const slash = target.indexOf('/');
  const type = slash < 0 ? 'pod' : target.slice(0, slash);
  const { name, namespace } = splitName(
    target.slice(slash + 1),
    (input.flag('namespace') ?? '') || 'default',
  );
  const pod = ['pod', 'pods', 'po'].includes(type) ? name : podOf(type, name, namespace, { input, context });
  const proxy = `${pod}.${namespace}`;
  if (context.world.mesh?.proxies().includes(proxy) === true) return proxy;
  const isPod = context.world.api.get({ kind: 'Pod', namespace, name: pod }) !== undefined;
  const reason = isPod ? `pod ${proxy} has no proxy` : `pods "${pod}" not found`;
  throw new IstioctlError(
    `failed to execute command on ${proxy} sidecar: failure running port forward process: ${reason}`,
  );
}

/** The last part behind a dot is the namespace: names of pods have no dots. */
function splitName(text: string, namespace: string): { readonly name: string; readonly namespace: string } {
  const dot = text.lastIndexOf('.');
  return dot < 0 ? { name: text, namespace } : { name: text.slice(0, dot), namespace: text.slice(dot + 1) };
}

/** The first pod of a workload or of a service. */
function podOf(type: string, name: string, namespace: string, { context }: Call): string {
  const { api } = context.world;
  const kind = api.kinds.byResource(type)?.kind ?? '';
  if (!POD_OWNERS.has(kind)) throw new IstioctlError(`"${type}" resource type is not supported`);
  const owner = api.get({ kind, namespace, name });
  if (!owner) throw new IstioctlError(`${kind.toLowerCase()}s "${name}" not found`);
  const labels = selectorOf(owner);
  const pod = api
    .list('Pod', namespace)
    .find(({ metadata }) => Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value));
  if (!pod) throw new IstioctlError(`no pods found for ${type}/${name}.${namespace}`);
  return pod.metadata.name;
}

function selectorOf({ kind, spec }: KubeObject): Readonly<Record<string, unknown>> {
  const selector = isRecord(spec) && isRecord(spec.selector) ? spec.selector : {};
  if (kind === 'Service') return selector;
  return isRecord(selector.matchLabels) ? selector.matchLabels : {};
}
