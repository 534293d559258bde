import { isRecord, type KubeObject } from '../../kube/index';

/** Namespaces of the cluster itself never get sidecars. */
const IGNORED_NAMESPACES = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);
/** The label (and, as of old, annotation) by which a pod asks for a sidecar or refuses it. */
export const INJECT_LABEL = 'sidecar.istio.io/inject';

/** Whether pods of a namespace are left alone in any case. */
export function isIgnoredNamespace(namespace: string): boolean {
  return IGNORED_NAMESPACES.has(namespace);
}

/**
 * Decides whether a pod that the webhook was called for gets a sidecar: what runs in the host's network does not, all
 * others unless they refuse (pkg/kube/inject/inject.go injectRequired).
 */
export function wantsSidecar(pod: KubeObject, namespace: string): boolean {
  if (isIgnoredNamespace(namespace)) return false;
  const spec = isRecord(pod.spec) ? pod.spec : {};
  if (spec['hostNetwork'] === true) return false;
  const { labels = {}, annotations = {} } = pod.metadata;
  const wish = labels[INJECT_LABEL] ?? annotations[INJECT_LABEL] ?? '';
  return wish === '' || isTrue(wish);
}

function isTrue(text: string): boolean {
  return ['y', 'yes', 'true', 'on'].includes(text.toLowerCase());
}
