import type { ClientTlsSettings } from '../../discovery/api/index';
import type { Labels, ProxySettings } from '../../discovery/index';

/** Who a configuration is for. */
export interface ProxyNodeInfo {
  /** `pod.namespace`. */
  readonly id: string;
  readonly type: 'sidecar' | 'router';
  readonly namespace: string;
  /** NAMESPACE of its node metadata where that says another one than `namespace`; empty = none. */
  readonly metadataNamespace?: string;
  readonly labels: Labels;
  readonly ip: string;
  /** The pod's addresses beside `ip`, where it has one of each family. */
  readonly additionalIps?: readonly string[];
  /** ISTIO_META_NETWORK: the network that it is in. */
  readonly network?: string;
  /** ISTIO_META_REQUESTED_NETWORK_VIEW: the only networks whose endpoints it wants to hear of. */
  readonly networkView?: readonly string[];
  readonly serviceAccount: string;
  /** `default.svc.cluster.local`; decides which short names a service answers to. */
  readonly dnsDomain: string;
  /** ISTIO_META_DNS_CAPTURE and ISTIO_META_DNS_AUTO_ALLOCATE: the proxy answers DNS itself, with chosen addresses. */
  readonly dnsAutoAllocate?: boolean;
  /** ISTIO_META_TLS_CLIENT_CERT_CHAIN, _KEY and _ROOT_CERT: files that the proxy identifies itself with in place of the mesh's. */
  readonly clientCertificates?: Pick<
    ClientTlsSettings,
    'clientCertificate' | 'privateKey' | 'caCertificates'
  >;
  /** `region/zone/subzone`, where the workload's own labels do not tell. */
  readonly locality?: string;
  /** What it started with: the mesh's `defaultConfig` of that time, and what its pod says over it. */
  readonly settings?: ProxySettings;
  /** ISTIO_META_INTERCEPTION_MODE: how connections get to it; with NONE its listeners are dialled. */
  readonly interceptionMode?: 'REDIRECT' | 'TPROXY' | 'NONE';
  /** ISTIO_META_UNPRIVILEGED_POD: it cannot listen on ports below 1024. */
  readonly unprivileged?: boolean;
  /** ISTIO_META_DNS_PROXY_ADDR where ISTIO_META_DNS_CAPTURE is set: where its agent answers DNS; empty = as always. */
  readonly dnsProxyAddress?: string;
  /** ISTIO_META_OUTBOUND_LISTENER_EXACT_BALANCE and _INBOUND_: its threads share connections evenly. */
  readonly outboundExactBalance?: boolean;
  readonly inboundExactBalance?: boolean;
  /** ISTIO_META_MESH_ID and ISTIO_META_CLUSTER_ID: the names of its mesh and of its cluster. */
  readonly meshId?: string;
  /** ISTIO_META_ISTIO_VERSION: the release of its image. */
  readonly istioVersion?: string;
  readonly clusterId?: string;
  /** ISTIO_META_credential: its pod has a server of secrets of its own, behind a socket. */
  readonly credentialSocket?: boolean;
  /** ISTIO_META_ENABLE_SELF_DISCOVERY: it wants to hear of the other pods of its kind. */
  readonly selfDiscovery?: boolean;
  /** ISTIO_META_HTTP10: clients may speak HTTP/1.0 to it, whatever istiod's switch says. */
  readonly http10?: boolean;
  /** ISTIO_META_IDLE_TIMEOUT: when TCP connections without traffic are closed, in Go's form. */
  readonly idleTimeout?: string;
}
