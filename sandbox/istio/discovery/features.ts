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
  /** PILOT_ENDPOINT_TELEMETRY_LABEL: endpoints say which workload they are. */
  readonly endpointTelemetryLabel: boolean;
  /** PILOT_ENABLE_PERSISTENT_SESSION_FILTER: services may ask for sessions that stay with one endpoint. */
  readonly persistentSessions: boolean;
  /** ISTIO_DUAL_STACK: proxies with addresses of both families listen on and are told of both. */
  readonly dualStack: boolean;
  /** PILOT_ENABLE_HEADLESS_FILTER_CHAIN_LISTENER: a headless TCP service has one listener with a chain for each pod. */
  readonly headlessFilterChainListener: boolean;
  /** PILOT_SEND_UNHEALTHY_ENDPOINTS: endpoints that are not ready are sent, as such, whatever a DestinationRule says. */
  readonly sendUnhealthyEndpoints: boolean;
  /** PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS: they are sent where no `minHealthPercent` would send requests to them. */
  readonly autoSendUnhealthyEndpoints: boolean;
  /** ENABLE_HCM_INTERNAL_NETWORKS: clients from the ranges of the mesh's networks count as internal. */
  readonly hcmInternalNetworks: boolean;
  /** PILOT_ENABLE_XDS_IDENTITY_CHECK: proxies are only who their certificates say they are. */
  readonly xdsIdentityCheck: boolean;
  /** PILOT_ENABLE_REDIS_FILTER: proxies speak Redis with the clients of its services. */
  readonly redisFilter: boolean;
  /** PILOT_HTTP10: clients may speak HTTP/1.0. */
  readonly http10: boolean;
  /** PILOT_DNS_CARES_UDP_MAX_QUERIES: questions on one socket; 0 = any number. */
  readonly dnsUdpMaxQueries: number;
  /** PILOT_DNS_JITTER_DURATION, milliseconds: how far proxies' questions for one name are spread. */
  readonly dnsJitterMs: number;
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
  endpointTelemetryLabel: true,
  persistentSessions: false,
  dualStack: false,
  headlessFilterChainListener: false,
  sendUnhealthyEndpoints: false,
  autoSendUnhealthyEndpoints: true,
  hcmInternalNetworks: false,
  xdsIdentityCheck: true,
  redisFilter: false,
  http10: false,
  dnsUdpMaxQueries: 100,
  dnsJitterMs: 100,
};
