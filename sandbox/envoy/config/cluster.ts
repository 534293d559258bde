import type { Origin } from '../../lib/origin';
import type { Address, AdditionalAddress } from './address';
import type { Metadata } from './metadata';
import type { TransportSocket } from './transport-socket';

/** envoy.config.cluster.v3.Cluster, the part we read. */
export interface Cluster {
  readonly name: string;
  /** What the cluster's statistics are filed under in place of its name. */
  readonly altStatName?: string;
  readonly type: 'EDS' | 'STATIC' | 'STRICT_DNS' | 'LOGICAL_DNS' | 'ORIGINAL_DST';
  /** In place of a type: hosts are looked up as requests name them. */
  readonly clusterType?: {
    readonly name: 'envoy.clusters.dynamic_forward_proxy';
    readonly typedConfig: Readonly<Record<string, unknown>>;
  };
  readonly connectTimeout: string;
  readonly lbPolicy: 'ROUND_ROBIN' | 'LEAST_REQUEST' | 'RANDOM' | 'RING_HASH' | 'MAGLEV' | 'CLUSTER_PROVIDED';
  /** ORIGINAL_DST: hosts are dialled on this port, whichever was asked for. */
  readonly originalDstLbConfig?: { readonly upstreamPortOverride: number };
  readonly ringHashLbConfig?: { readonly minimumRingSize?: number };
  readonly maglevLbConfig?: { readonly tableSize?: number };
  readonly roundRobinLbConfig?: { readonly slowStartConfig: SlowStartConfig };
  readonly leastRequestLbConfig?: { readonly slowStartConfig: SlowStartConfig };
  readonly commonLbConfig?: CommonLbConfig;
  readonly circuitBreakers?: { readonly thresholds: readonly CircuitBreakerThresholds[] };
  readonly outlierDetection?: OutlierDetection;
  /** Statuses that count as errors of a host, in place of 5xx (HttpProtocolOptions.outlier_detection.error_matcher). */
  readonly outlierErrorCodes?: readonly number[];
  readonly maxRequestsPerConnection?: number;
  readonly idleTimeout?: string;
  readonly maxConnectionDuration?: string;
  /** Where its connections come from, in place of an address that the system chooses. */
  readonly upstreamBindConfig?: {
    readonly sourceAddress: { readonly address: string; readonly portValue: number };
    readonly extraSourceAddresses?: readonly {
      readonly address: { readonly address: string; readonly portValue: number };
    }[];
  };
  /** How names are looked up, in clusters that look them up. */
  readonly dnsLookupFamily?: 'V4_ONLY' | 'V6_ONLY' | 'ALL';
  readonly dnsRefreshRate?: string;
  readonly respectDnsTtl?: boolean;
  readonly dnsJitter?: string;
  /** Questions on one socket; 0 = any number (CaresDnsResolverConfig.udp_max_queries). */
  readonly dnsUdpMaxQueries?: number;
  readonly upstreamConnectionOptions?: { readonly tcpKeepalive: TcpKeepalive };
  /** STATIC and DNS clusters carry their endpoints. */
  readonly loadAssignment?: ClusterLoadAssignment;
  readonly transportSocket?: TransportSocket;
  /** Auto mTLS: per endpoint by its metadata. */
  readonly transportSocketMatches?: readonly TransportSocketMatch[];
  readonly http2?: boolean;
  readonly http2ProtocolOptions?: {
    readonly maxConcurrentStreams?: number;
    readonly connectionKeepalive?: { readonly interval?: string; readonly timeout?: string };
  };
  /** Upstream speaks the HTTP version the downstream spoke: ports without a declared protocol. */
  readonly useDownstreamProtocol?: boolean;
  /** TLS origination without an explicit SNI or SAN takes them from the request's authority. */
  readonly upstreamHttpProtocolOptions?: {
    readonly autoSni?: boolean;
    readonly autoSanValidation?: boolean;
  };
  readonly metadata?: Metadata;
  readonly origin?: Origin;
  /** The rule that was in force for the service, whether or not it changed this cluster. */
  readonly destinationRule?: Origin;
}

/** New hosts get a growing share of the requests. */
export interface SlowStartConfig {
  readonly slowStartWindow: string;
  readonly aggression?: { readonly defaultValue: number; readonly runtimeKey: string };
  readonly minWeightPercent?: { readonly value: number };
}

/** At most one of the last two is set. */
export interface CommonLbConfig {
  readonly healthyPanicThreshold?: { readonly value: number };
  /** Localities of a priority share the requests by their weights. */
  readonly localityWeightedLbConfig?: Readonly<Record<string, never>>;
  readonly zoneAwareLbConfig?: {
    readonly routingEnabled?: { readonly value: number };
    readonly minClusterSize?: number;
  };
}

/** Times are whole seconds. */
export interface TcpKeepalive {
  readonly keepaliveProbes?: number;
  readonly keepaliveTime?: number;
  readonly keepaliveInterval?: number;
}

export interface TransportSocketMatch {
  readonly name: string;
  readonly match: Readonly<Record<string, string>>;
  readonly transportSocket: TransportSocket;
}

/** Absent values are Envoy's "unlimited" (2^32-1) as istiod sets them. */
export interface CircuitBreakerThresholds {
  readonly maxConnections?: number;
  readonly maxPendingRequests?: number;
  readonly maxRequests?: number;
  readonly maxRetries?: number;
  /** In place of `maxRetries`: retries as a share of the requests under way. */
  readonly retryBudget?: {
    readonly budgetPercent: { readonly value: number };
    readonly budgetInterval?: string;
    readonly minRetryConcurrency: number;
  };
}

export interface OutlierDetection {
  readonly consecutive5xx?: number;
  readonly enforcingConsecutive5xx?: number;
  readonly enforcingSuccessRate?: number;
  readonly consecutiveGatewayFailure?: number;
  readonly enforcingConsecutiveGatewayFailure?: number;
  readonly splitExternalLocalOriginErrors?: boolean;
  readonly consecutiveLocalOriginFailure?: number;
  readonly enforcingConsecutiveLocalOriginFailure?: number;
  readonly enforcingLocalOriginSuccessRate?: number;
  readonly interval?: string;
  readonly baseEjectionTime?: string;
  readonly maxEjectionPercent?: number;
}

/** envoy.config.endpoint.v3.ClusterLoadAssignment, one flat locality list. */
export interface ClusterLoadAssignment {
  readonly clusterName: string;
  readonly endpoints: readonly LocalityLbEndpoints[];
}

export interface LocalityLbEndpoints {
  readonly locality?: { readonly region?: string; readonly zone?: string; readonly subZone?: string };
  readonly priority?: number;
  readonly lbEndpoints: readonly LbEndpoint[];
  /** The locality's share where the cluster weighs localities. */
  readonly loadBalancingWeight?: number;
}

export interface LbEndpoint {
  readonly address: Address;
  /** Other addresses of the same host, tried in turn (Happy Eyeballs). */
  readonly additionalAddresses?: readonly AdditionalAddress[];
  /** What the control plane knows of it; absent = healthy. Others are kept for counting and get nothing. */
  readonly healthStatus?: 'UNHEALTHY' | 'DRAINING';
  readonly weight?: number;
  readonly metadata?: Metadata;
  /** The pod behind it, for records and graphs. */
  readonly pod?: string;
  readonly workload?: string;
}
