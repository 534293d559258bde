/** The one cluster there is: what proxies are told they run in (ISTIO_META_CLUSTER_ID). */
export const CLUSTER_ID = 'Kubernetes';
