import type { ClientTlsSettings, ConnectionPoolSettings } from './destination-rule';
import type { ServerPort, ServerTlsSettings } from './gateway';
import type { Destination } from './virtual-service';

/** networking.istio.io Sidecar, the fields translation reads. https://istio.io/latest/docs/reference/config/networking/sidecar/ */
export interface SidecarSpec {
  readonly workloadSelector?: { readonly labels?: Readonly<Record<string, string>> };
  readonly ingress?: readonly IstioIngressListener[];
  readonly egress?: readonly IstioEgressListener[];
  readonly inboundConnectionPool?: ConnectionPoolSettings;
  readonly outboundTrafficPolicy?: OutboundTrafficPolicy;
}

export interface OutboundTrafficPolicy {
  readonly mode?: 'REGISTRY_ONLY' | 'ALLOW_ANY' | 'ALLOW_ANY_DYNAMIC_DNS';
  /** How ALLOW_ANY_DYNAMIC_DNS reaches the hosts it looks up. */
  readonly tls?: ClientTlsSettings;
  readonly egressProxy?: Destination;
}

export interface IstioEgressListener {
  readonly port?: ServerPort;
  readonly bind?: string;
  readonly captureMode?: 'DEFAULT' | 'IPTABLES' | 'NONE';
  readonly hosts?: readonly string[];
}

export interface IstioIngressListener {
  readonly port: ServerPort;
  readonly bind?: string;
  readonly captureMode?: 'DEFAULT' | 'IPTABLES' | 'NONE';
  readonly defaultEndpoint?: string;
  readonly tls?: ServerTlsSettings;
  readonly connectionPool?: ConnectionPoolSettings;
}
