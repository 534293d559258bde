import type { ClientTlsSettings } from '../discovery/api/index';
import type { Labels } from '../discovery/index';

/** Who a configuration is for. */
export interface ProxyNodeInfo {
  /** `pod.namespace`. */
  readonly id: string;
  readonly type: 'sidecar' | 'router';
  readonly namespace: string;
  readonly labels: Labels;
  readonly ip: string;
  /** The pod's addresses beside `ip`, where it has one of each family. */
  readonly additionalIps?: readonly string[];
  /** ISTIO_META_CLUSTER_ID. */
  readonly cluster?: string;
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
  /** ISTIO_META_IDLE_TIMEOUT: when TCP connections without traffic are closed, in Go's form. */
  readonly idleTimeout?: string;
}
