import { isRecord, type KubeObject } from '../../kube/index';

type Labels = Readonly<Record<string, string>>;

/** Namespaces of the cluster itself never get sidecars. */
const IGNORED_NAMESPACES = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);
/** The label (and, as of old, annotation) by which a pod asks for a sidecar or refuses it. */
export const INJECT_LABEL = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';

/** Whether pods of a namespace are left alone in any case. */
export function isIgnoredNamespace(namespace: string): boolean {
  return IGNORED_NAMESPACES.has(namespace);
}

/**
 * Decides whether a new pod gets a sidecar: the webhook's selectors, then the pod's own wishes
 * (manifests/charts/istio-control/istio-discovery mutatingwebhook.yaml; pkg/kube/inject/inject.go injectRequired).
 */
export function wantsSidecar(pod: KubeObject, namespace: string, namespaceLabels: Labels): boolean {
  if (isIgnoredNamespace(namespace)) return false;
  const spec = isRecord(pod.spec) ? pod.spec : {};
  if (spec['hostNetwork'] === true) return false;
  const { labels = {}, annotations = {} } = pod.metadata;
  if (!webhookSelects(labels, namespaceLabels)) return false;
  const wish = labels[INJECT_LABEL] ?? annotations[INJECT_LABEL];
  return wish === undefined || isTrue(wish);
}

/** The namespace's `istio-injection` beats its revision, and both beat the pod's labels. */
function webhookSelects(pod: Labels, namespace: Labels): boolean {
  const injection = namespace['istio-injection'];
  if (injection !== undefined) return injection === 'enabled';
  const revision = namespace[REVISION];
  if (revision !== undefined) return revision === 'default';
  const own = pod[REVISION];
  return own === undefined ? pod[INJECT_LABEL] === 'true' : own === 'default';
}

function isTrue(text: string): boolean {
  return ['y', 'yes', 'true', 'on'].includes(text.toLowerCase());
}
