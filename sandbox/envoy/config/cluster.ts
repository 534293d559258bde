import type { Origin } from '../../lib/origin';
import type { TransportSocket } from './transport-socket';

/** envoy.config.cluster.v3.Cluster, the part we read. */
export interface Cluster {
  readonly name: string;
  readonly type: 'EDS' | 'STATIC' | 'STRICT_DNS' | 'LOGICAL_DNS' | 'ORIGINAL_DST';
  /** In place of a type: hosts are looked up as requests name them. */
  readonly clusterType?: {
    readonly name: 'envoy.clusters.dynamic_forward_proxy';
    readonly typedConfig: Readonly<Record<string, unknown>>;
  };
  readonly connectTimeout: string;
  readonly lbPolicy: 'ROUND_ROBIN' | 'LEAST_REQUEST' | 'RANDOM' | 'RING_HASH' | 'MAGLEV' | 'CLUSTER_PROVIDED';
  readonly ringHashLbConfig?: { readonly minimumRingSize?: number };
  readonly maglevLbConfig?: { readonly tableSize?: number };
  readonly commonLbConfig?: { readonly healthyPanicThreshold?: { readonly value: number } };
  readonly circuitBreakers?: { readonly thresholds: readonly CircuitBreakerThresholds[] };
  readonly outlierDetection?: OutlierDetection;
  readonly maxRequestsPerConnection?: number;
  readonly idleTimeout?: string;
  /** STATIC and DNS clusters carry their endpoints. */
  readonly loadAssignment?: ClusterLoadAssignment;
  readonly transportSocket?: TransportSocket;
  /** Auto mTLS: per endpoint by its metadata. */
  readonly transportSocketMatches?: readonly TransportSocketMatch[];
  readonly http2?: boolean;
  /** Upstream speaks the HTTP version the downstream spoke: ports without a declared protocol. */
  readonly useDownstreamProtocol?: boolean;
  /** TLS origination without an explicit SNI or SAN takes them from the request's authority. */
  readonly upstreamHttpProtocolOptions?: {
    readonly autoSni?: boolean;
    readonly autoSanValidation?: boolean;
  };
  readonly origin?: Origin;
  /** The rule that was in force for the service, whether or not it changed this cluster. */
  readonly destinationRule?: Origin;
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
}

export interface LbEndpoint {
  readonly address: EndpointAddress;
  readonly weight?: number;
  /** `tlsMode: istio` for pods with a sidecar. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** The pod behind it, for records and graphs. */
  readonly pod?: string;
  readonly workload?: string;
}

export interface EndpointAddress {
  readonly socketAddress: { readonly address: string; readonly portValue: number };
}
