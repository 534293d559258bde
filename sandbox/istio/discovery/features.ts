/** Environment switches of istiod that change translation (pilot/pkg/features). */
export interface Features {
  /** ENABLE_TLS_ON_SIDECAR_INGRESS: `Sidecar.ingress[].tls` is honoured on ports whose mTLS mode is DISABLE. */
  readonly tlsOnSidecarIngress: boolean;
  /** PILOT_ENABLE_IP_AUTOALLOCATE: a controller writes addresses into ServiceEntries instead of each istiod choosing them. */
  readonly ipAutoallocate: boolean;
  /** ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY: policies without references reach the pods of Gateway API Gateways too. */
  readonly selectorBasedGatewayPolicy: boolean;
  /** PILOT_FILTER_GATEWAY_CLUSTER_CONFIG: gateways have clusters only for what their VirtualServices lead to. */
  readonly filterGatewayClusterConfig: boolean;
  /** PILOT_ENABLE_STRICT_GATEWAY_MERGING: proxies of managed Gateways serve Gateways of Istio from their own namespace only. */
  readonly strictGatewayMerging: boolean;
  /** PILOT_JWT_ENABLE_REMOTE_JWKS: who fetches key sets; `hybrid` = proxies where the host is one of the mesh. */
  readonly jwksFetchMode: 'istiod' | 'hybrid' | 'envoy';
  /** DISABLE_SHADOW_HOST_SUFFIX: copies of requests keep the host's name, without `-shadow`. */
  readonly disableShadowHostSuffix: boolean;
  /** PILOT_TRACE_SAMPLING: percent of requests that are traced where nobody says. */
  readonly traceSampling: number;
  /** PILOT_GATEWAY_TRANSPORT_SOCKET_CONNECT_TIMEOUT: seconds that a handshake with a gateway may take; 0 = any. */
  readonly gatewayHandshakeTimeoutS: number;
  /** PILOT_ENABLE_PERSISTENT_SESSION_FILTER: services may ask for sessions that stay with one endpoint. */
  readonly persistentSessions: boolean;
}

export const DEFAULT_FEATURES: Features = {
  tlsOnSidecarIngress: false,
  ipAutoallocate: true,
  selectorBasedGatewayPolicy: true,
  filterGatewayClusterConfig: false,
  strictGatewayMerging: true,
  jwksFetchMode: 'istiod',
  disableShadowHostSuffix: true,
  traceSampling: 1,
  gatewayHandshakeTimeoutS: 15,
  persistentSessions: false,
};
