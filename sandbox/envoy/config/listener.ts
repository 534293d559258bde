import type { Origin } from '../../lib/origin';
import type { AccessLog } from './access-log';
import type { AdditionalAddress, Address } from './address';
import type { CidrRange } from './cidr-range';
import type { NetworkExtAuthz } from './ext-authz';
import type { HttpFilter } from './http-filter';
import type { Metadata } from './metadata';
import type { NetworkRbac } from './rbac';
import type { RouteConfiguration } from './route';
import type { TransportSocket } from './transport-socket';

/** envoy.config.listener.v3.Listener, the part we read. https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/listener/v3/listener.proto */
export interface Listener {
  readonly name: string;
  readonly address: Address;
  /** Where it listens as well. */
  readonly additionalAddresses?: readonly AdditionalAddress[];
  readonly trafficDirection?: 'INBOUND' | 'OUTBOUND';
  readonly listenerFilters?: readonly ListenerFilter[];
  readonly filterChains: readonly FilterChain[];
  readonly defaultFilterChain?: FilterChain;
  /** virtualOutbound and virtualInbound hand the connection to the listener of its original destination. */
  readonly useOriginalDst?: boolean;
  readonly bindToPort?: boolean;
  /** The client's address is kept on the way in: TPROXY. */
  readonly transparent?: true;
  /** Threads of the proxy share connections evenly; the sandbox's has one. */
  readonly connectionBalanceConfig?: { readonly exactBalance: Readonly<Record<string, never>> };
  /** What it writes of connections that no filter chain took. */
  readonly accessLog?: readonly AccessLog[];
  readonly origin?: Origin;
}

export interface ListenerFilter {
  readonly name:
    | 'envoy.filters.listener.original_dst'
    | 'envoy.filters.listener.tls_inspector'
    | 'envoy.filters.listener.http_inspector'
    | 'envoy.filters.listener.proxy_protocol';
  /** The filter does not run for connections this matches. */
  readonly filterDisabled?: ListenerFilterPredicate;
}

/** envoy.config.listener.v3.ListenerFilterChainMatchPredicate; exactly one field is set. */
export interface ListenerFilterPredicate {
  /** From 0 where nothing else is said; `end` is exclusive. */
  readonly destinationPortRange?: { readonly start?: number; readonly end: number };
  readonly orMatch?: { readonly rules: readonly ListenerFilterPredicate[] };
  readonly notMatch?: ListenerFilterPredicate;
}

export interface FilterChain {
  readonly name?: string;
  readonly filterChainMatch?: FilterChainMatch;
  readonly transportSocket?: TransportSocket;
  /** How long the handshake may take. */
  readonly transportSocketConnectTimeout?: string;
  readonly filters: readonly NetworkFilter[];
  /** Which object configured it, as tools show it. */
  readonly metadata?: Metadata;
  readonly origin?: Origin;
}

export interface FilterChainMatch {
  readonly destinationPort?: number;
  readonly prefixRanges?: readonly CidrRange[];
  readonly serverNames?: readonly string[];
  readonly transportProtocol?: 'raw_buffer' | 'tls';
  readonly applicationProtocols?: readonly string[];
}

export type NetworkFilter =
  | {
      readonly name: 'envoy.filters.network.http_connection_manager';
      readonly typedConfig: HttpConnectionManager;
    }
  | { readonly name: 'envoy.filters.network.tcp_proxy'; readonly typedConfig: TcpProxy }
  | {
      readonly name: 'envoy.filters.network.mongo_proxy';
      readonly typedConfig: { readonly statPrefix: string };
    }
  | {
      /** Nothing here speaks Redis: connections end. */
      readonly name: 'envoy.filters.network.redis_proxy';
      readonly typedConfig: {
        readonly statPrefix: string;
        readonly settings: { readonly opTimeout: string };
        readonly latencyInMicros: true;
        readonly prefixRoutes: { readonly catchAllRoute: { readonly cluster: string } };
      };
    }
  | { readonly name: 'envoy.filters.network.rbac'; readonly typedConfig: NetworkRbac }
  | { readonly name: 'envoy.filters.network.ext_authz'; readonly typedConfig: NetworkExtAuthz };

/** What the log of a filter is. */
interface Logging {
  /** Absent: nothing is logged. */
  readonly accessLog?: readonly AccessLog[];
}

/** envoy.type.tracing.v3.CustomTag: exactly one source is set. */
export interface TraceTag {
  readonly tag: string;
  readonly literal?: { readonly value?: string };
  readonly environment?: { readonly name?: string; readonly defaultValue?: string };
  readonly requestHeader?: { readonly name?: string; readonly defaultValue?: string };
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** A format, as access logs have them. */
  readonly value?: string;
}

/** envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager */
export interface HttpConnectionManager extends Logging {
  readonly statPrefix: string;
  /** Either routes fetched by name, or inline. */
  readonly rds?: { readonly routeConfigName: string };
  readonly routeConfig?: RouteConfiguration;
  readonly httpFilters: readonly HttpFilter[];
  /** True at gateways: the peer address is trusted and appended to x-forwarded-for. */
  readonly useRemoteAddress?: boolean;
  /** Proxies in front of a gateway that tell the truth in x-forwarded-for; default 0. */
  readonly xffNumTrustedHops?: number;
  /** Clients that count as internal; default nobody. */
  readonly internalAddressConfig?: { readonly cidrRanges: readonly CidrRange[] };
  readonly httpProtocolOptions?: { readonly acceptHttp10?: true };
  readonly serverName?: string;
  /** The upstream's own `server` goes on to the client. */
  readonly serverHeaderTransformation?: 'PASS_THROUGH';
  /** False leaves `x-request-id` as the client sent it. */
  readonly generateRequestId?: false;
  /** Gateways tell upstreams which port the client asked for. */
  readonly appendXForwardedPort?: true;
  readonly forwardClientCertDetails?:
    'APPEND_FORWARD' | 'SANITIZE_SET' | 'SANITIZE' | 'FORWARD_ONLY' | 'ALWAYS_FORWARD_ONLY';
  readonly normalizePath?: boolean;
  readonly mergeSlashes?: boolean;
  readonly pathWithEscapedSlashesAction?: 'KEEP_UNCHANGED' | 'UNESCAPE_AND_FORWARD';
  /** How many requests make spans, and with which tags; in percent. */
  readonly tracing?: {
    readonly clientSampling: { readonly value: number };
    readonly randomSampling: { readonly value: number };
    readonly overallSampling: { readonly value: number };
    readonly customTags?: readonly TraceTag[];
    /** The longest path that a span tells. */
    readonly maxPathTagLength?: number;
    readonly noContextPropagation?: true;
    /**
     * Which headers carry traces: B3's, or `traceparent`. Without one it is the tracer of the bootstrap; without that
     * too requests are drawn and no span is made.
     */
    readonly provider?: { readonly name: 'envoy.tracers.zipkin' | 'envoy.tracers.opentelemetry' };
    /** The tracer that the proxy was started with; no part of this message. */
    readonly bootstrapTracer?: 'envoy.tracers.zipkin';
  };
}

/** envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy */
export interface TcpProxy extends Logging {
  readonly statPrefix: string;
  readonly cluster?: string;
  readonly weightedClusters?: {
    readonly clusters: readonly {
      readonly name: string;
      readonly weight: number;
      readonly origin?: Origin;
    }[];
  };
  readonly idleTimeout?: string;
  readonly maxDownstreamConnectionDuration?: string;
  /** What the upstream host is chosen by, where its cluster hashes. */
  readonly hashPolicy?: readonly { readonly sourceIp: Readonly<Record<string, never>> }[];
  /** The bytes go through an HTTP tunnel that the upstream opens to `hostname`. */
  readonly tunnelingConfig?: { readonly hostname: string; readonly usePost?: boolean };
  /** Where the single `cluster` was written. */
  readonly origin?: Origin;
}
