import { isRecord, type KubeObject } from '../../kube/index';

type Labels = Readonly<Record<string, string>>;

/** Namespaces of the cluster itself never get sidecars. */
const IGNORED_NAMESPACES = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);
const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';

/**
 * Decides whether a new pod gets a sidecar: the webhook's selectors, then the pod's own wishes
 * (manifests/charts/istio-control/istio-discovery mutatingwebhook.yaml; pkg/kube/inject/inject.go injectRequired).
 */
export function wantsSidecar(pod: KubeObject, namespace: string, namespaceLabels: Labels): boolean {
  if (IGNORED_NAMESPACES.has(namespace)) return false;
  const spec = isRecord(pod.spec) ? pod.spec : {};
  if (spec['hostNetwork'] === true) return false;
  const { labels = {}, annotations = {} } = pod.metadata;
  if (!webhookSelects(labels, namespaceLabels)) return false;
  const wish = labels[INJECT] ?? annotations[INJECT];
  return wish === undefined || isTrue(wish);
}

/** The namespace's `istio-injection` beats its revision, and both beat the pod's labels. */
function webhookSelects(pod: Labels, namespace: Labels): boolean {
  const injection = namespace['istio-injection'];
  if (injection !== undefined) return injection === 'enabled';
  const revision = namespace[REVISION];
  if (revision !== undefined) return revision === 'default';
  const own = pod[REVISION];
  return own === undefined ? pod[INJECT] === 'true' : own === 'default';
}

function isTrue(text: string): boolean {
  return ['y', 'yes', 'true', 'on'].includes(text.toLowerCase());
}
