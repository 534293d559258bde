/** Environment switches of istiod that change translation (pilot/pkg/features). */
export interface Features {
  /** ENABLE_TLS_ON_SIDECAR_INGRESS: `Sidecar.ingress[].tls` is honoured on ports whose mTLS mode is DISABLE. */
  readonly tlsOnSidecarIngress: boolean;
  /** PILOT_ENABLE_IP_AUTOALLOCATE: a controller writes addresses into ServiceEntries instead of each istiod choosing them. */
  readonly ipAutoallocate: boolean;
  /** ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY: policies without references reach the pods of Gateway API Gateways too. */
  readonly selectorBasedGatewayPolicy: boolean;
}

export const DEFAULT_FEATURES: Features = {
  tlsOnSidecarIngress: false,
  ipAutoallocate: true,
  selectorBasedGatewayPolicy: true,
};
