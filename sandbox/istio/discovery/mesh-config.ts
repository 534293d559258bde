import type {
  ConnectionPoolSettings,
  FileLogProvider,
  HttpLogServiceProvider,
  HttpRetry,
  LocalityLoadBalancerSetting,
  LogServiceProvider,
  OtelLogProvider,
  OutboundTrafficPolicy,
  OutlierDetection,
  TcpKeepalive,
  ZoneAwareLoadBalancerSetting,
} from './api/index';
import { DEFAULT_PROXY_SETTINGS, type ProxySettings } from './proxy-settings';
import type { ServiceEntryVisibility } from './service-entry-visibility';

/** The part of MeshConfig that is simulated. https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/ */
export interface MeshConfig {
  readonly rootNamespace: string;
  readonly trustDomain: string;
  /** Older names of the trust domain. */
  readonly trustDomainAliases?: readonly string[];
  /** Services that CUSTOM AuthorizationPolicies and Telemetry name. */
  readonly extensionProviders?: readonly ExtensionProvider[];
  /** The providers that are told of every call unless a Telemetry says otherwise. */
  readonly defaultProviders?: {
    readonly metrics?: readonly string[];
    readonly tracing?: readonly string[];
    readonly accessLogging?: readonly string[];
  };
  /** Where access logs go: `/dev/stdout`, or nowhere when empty; how they are written, text or JSON. */
  readonly accessLogFile?: string;
  readonly accessLogEncoding?: 'TEXT' | 'JSON';
  readonly accessLogFormat?: string;
  /** Whether proxies also send what they log to a service of the bootstrap. */
  readonly enableEnvoyAccessLogService?: boolean;
  /** Listeners write nothing of connections that no filter chain took. */
  readonly disableEnvoyListenerLog?: boolean;
  readonly enableAutoMtls: boolean;
  readonly outboundTrafficPolicy: OutboundTrafficPolicy;
  readonly inboundTrafficPolicy: { readonly mode: 'PASSTHROUGH' | 'LOCALHOST' };
  readonly connectTimeout: string;
  /** How often names of hosts are looked up again. */
  readonly dnsRefreshRate?: string;
  /** Probes on idle upstream connections. */
  readonly tcpKeepalive?: TcpKeepalive;
  readonly localityLbSetting?: LocalityLoadBalancerSetting;
  readonly zoneAwareLbSetting?: ZoneAwareLoadBalancerSetting;
  /** Names of clusters' statistics, with %SERVICE%, %SERVICE_FQDN%, %SERVICE_PORT% and the like. */
  readonly inboundClusterStatName?: string;
  readonly outboundClusterStatName?: string;
  readonly pathNormalization: { readonly normalization: PathNormalization };
  readonly h2UpgradePolicy: 'DO_NOT_UPGRADE' | 'UPGRADE';
  readonly defaultHttpRetryPolicy?: HttpRetry;
  /** Retries of sidecars towards their own application. */
  readonly defaultInboundHttpRetryPolicy?: HttpRetry;
  readonly defaultTrafficPolicy?: {
    readonly connectionPool?: ConnectionPoolSettings;
    readonly outlierDetection?: OutlierDetection;
  };
  /** What every proxy starts with, the part that is simulated. */
  readonly defaultConfig?: ProxySettings;
  /** Requests are traced as `defaultConfig` says where no Telemetry does. */
  readonly enableTracing: boolean;
  /** How far ServiceEntries of namespaces may be seen at most. */
  readonly serviceEntryVisibility?: ServiceEntryVisibility;
  readonly defaultServiceExportTo: readonly string[];
  readonly defaultVirtualServiceExportTo: readonly string[];
  readonly defaultDestinationRuleExportTo: readonly string[];
  /** What sidecars ask of each other's TLS. */
  readonly meshMTLS?: { readonly minProtocolVersion?: string; readonly cipherSuites?: readonly string[] };
  /** What servers that bring no settings of their own ask of TLS. */
  readonly tlsDefaults?: {
    readonly minProtocolVersion?: string;
    readonly cipherSuites?: readonly string[];
    readonly ecdhCurves?: readonly string[];
  };
  /** Which Ingresses are served besides those of Istio's IngressClass: annotated ones, also those without a class, none. */
  readonly ingressControllerMode: 'STRICT' | 'DEFAULT' | 'OFF';
  /** The annotation that makes an Ingress Istio's. */
  readonly ingressClass: string;
  readonly proxyListenPort: number;
  readonly proxyInboundListenPort: number;
}

/** MeshConfig.ExtensionProvider: authorizers and receivers of telemetry. */
export interface ExtensionProvider {
  readonly name?: string;
  readonly prometheus?: object;
  readonly stackdriver?: object;
  readonly zipkin?: object;
  readonly opentelemetry?: object;
  readonly envoyFileAccessLog?: FileLogProvider;
  readonly envoyHttpAls?: HttpLogServiceProvider;
  readonly envoyTcpAls?: LogServiceProvider;
  readonly envoyOtelAls?: OtelLogProvider;
  readonly envoyExtAuthzHttp?: HttpAuthorizer;
  readonly envoyExtAuthzGrpc?: GrpcAuthorizer;
  readonly sds?: { readonly service?: string; readonly port?: number };
}

/** What both kinds of authorizer have. */
export interface GrpcAuthorizer {
  /** `host` or `namespace/host`. */
  readonly service?: string;
  readonly port?: number;
  readonly timeout?: string;
  readonly failOpen?: boolean;
  readonly statusOnError?: string;
  readonly includeRequestBodyInCheck?: {
    readonly maxRequestBytes?: number;
    readonly allowPartialMessage?: boolean;
    readonly packAsBytes?: boolean;
  };
}

export interface HttpAuthorizer extends GrpcAuthorizer {
  readonly pathPrefix?: string;
  readonly includeRequestHeadersInCheck?: readonly string[];
  /** The older spelling of `includeRequestHeadersInCheck`. */
  readonly includeHeadersInCheck?: readonly string[];
  readonly includeAdditionalHeadersInCheck?: Readonly<Record<string, string>>;
  readonly headersToUpstreamOnAllow?: readonly string[];
  readonly headersToDownstreamOnAllow?: readonly string[];
  readonly headersToDownstreamOnDeny?: readonly string[];
}

export type PathNormalization = 'DEFAULT' | 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

/** Istio's defaults (pkg/config/mesh/mesh.go). */
export const DEFAULT_MESH_CONFIG: MeshConfig = {
  rootNamespace: 'istio-system',
  trustDomain: 'cluster.local',
  enableAutoMtls: true,
  outboundTrafficPolicy: { mode: 'ALLOW_ANY' },
  inboundTrafficPolicy: { mode: 'PASSTHROUGH' },
  connectTimeout: '10s',
  defaultConfig: DEFAULT_PROXY_SETTINGS,
  enableTracing: true,
  defaultProviders: { metrics: ['prometheus'] },
  localityLbSetting: { enabled: true },
  pathNormalization: { normalization: 'DEFAULT' },
  h2UpgradePolicy: 'DO_NOT_UPGRADE',
  defaultServiceExportTo: ['*'],
  defaultVirtualServiceExportTo: ['*'],
  defaultDestinationRuleExportTo: ['*'],
  ingressControllerMode: 'STRICT',
  ingressClass: 'istio',
  proxyListenPort: 15001,
  proxyInboundListenPort: 15006,
};
