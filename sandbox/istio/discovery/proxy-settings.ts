import type { TracingTag } from './api/index';

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
