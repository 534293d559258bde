import type { TracingTag } from './api/index';

/** Istio's defaults (pkg/config/mesh/mesh.go, DefaultProxyConfig). */
export const DEFAULT_PROXY_SETTINGS: ProxySettings = {
  configPath: './etc/istio/proxy',
  binaryPath: '/usr/local/bin/envoy',
  serviceCluster: 'istio-proxy',
  drainDuration: '45s',
  terminationDrainDuration: '5s',
  discoveryAddress: 'istiod.istio-system.svc:15012',
  proxyAdminPort: 15_000,
  statusPort: 15_020,
  statNameLength: 189,
  controlPlaneAuthPolicy: 'MUTUAL_TLS',
};

/** A switch that is off unless it is told otherwise. */
interface Disabled {
  readonly disabled?: boolean;
}

interface Enabled {
  readonly enabled?: boolean;
}

type ForwardClientCert =
  'UNDEFINED' | 'SANITIZE' | 'FORWARD_ONLY' | 'APPEND_FORWARD' | 'SANITIZE_SET' | 'ALWAYS_FORWARD_ONLY';

/**
 * The part of MeshConfig.ProxyConfig that istiod reads when it translates for a proxy.
 * https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig
 */
export interface ProxySettings {
  /** What the proxy's own start needs; istiod only checks it. */
  readonly configPath?: string;
  readonly binaryPath?: string;
  readonly serviceCluster?: string;
  readonly drainDuration?: string;
  readonly terminationDrainDuration?: string;
  readonly discoveryAddress?: string;
  readonly proxyAdminPort?: number;
  readonly statusPort?: number;
  readonly statNameLength?: number;
  readonly controlPlaneAuthPolicy?: 'NONE' | 'MUTUAL_TLS';
  readonly tracingServiceName?: string;
  readonly proxyMetadata?: Readonly<Record<string, string>>;
  readonly runtimeValues?: Readonly<Record<string, string>>;
  readonly extraStatTags?: readonly string[];
  readonly proxyStatsMatcher?: {
    readonly inclusionPrefixes?: readonly string[];
    readonly inclusionSuffixes?: readonly string[];
    readonly inclusionRegexps?: readonly string[];
  };
  readonly connectionSettings?: { readonly globalDownstreamConnectionLimit?: number };
  readonly gatewayTopology?: {
    readonly numTrustedProxies?: number;
    readonly forwardClientCertDetails?: ForwardClientCert;
    /** Clients in front of a gateway start with a PROXY header. */
    readonly proxyProtocol?: object;
  };
  /** How requests are traced where no Telemetry and no default provider says. */
  readonly tracing?: {
    /** Percent. */
    readonly sampling?: number;
    readonly maxPathTagLength?: number;
    readonly customTags?: Readonly<Record<string, TracingTag>>;
    readonly enableIstioTags?: boolean;
    readonly zipkin?: { readonly address?: string };
  };
  readonly proxyHeaders?: {
    readonly forwardedClientCert?: ForwardClientCert;
    readonly requestId?: Disabled;
    readonly server?: Disabled & { readonly value?: string };
    readonly attemptCount?: Disabled;
    readonly envoyDebugHeaders?: Disabled;
    readonly metadataExchangeHeaders?: { readonly mode?: 'UNDEFINED' | 'IN_MESH' };
    readonly xForwardedHost?: Enabled;
    readonly xForwardedPort?: Enabled;
  };
}
