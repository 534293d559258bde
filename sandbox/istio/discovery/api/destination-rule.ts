/** networking.istio.io DestinationRule, the fields translation reads. https://istio.io/latest/docs/reference/config/networking/destination-rule/ */
export interface DestinationRuleSpec {
  readonly host: string;
  readonly trafficPolicy?: TrafficPolicy;
  readonly subsets?: readonly Subset[];
  readonly exportTo?: readonly string[];
  readonly workloadSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
}

export interface Subset {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly trafficPolicy?: TrafficPolicy;
}

/** The four blocks that are merged and replaced as wholes. */
export interface PolicyBlocks {
  readonly loadBalancer?: LoadBalancerSettings;
  readonly connectionPool?: ConnectionPoolSettings;
  readonly outlierDetection?: OutlierDetection;
  readonly tls?: ClientTlsSettings;
}

/** What holds for a whole service or subset only: a port says nothing about it. */
export interface ServiceBlocks {
  readonly retryBudget?: {
    readonly percent?: number;
    readonly budgetInterval?: string;
    readonly minRetryConcurrency?: number;
  };
  readonly proxyProtocol?: { readonly version?: 'V1' | 'V2' };
  readonly tunnel?: {
    readonly targetHost?: string;
    readonly targetPort?: number;
    readonly protocol?: string;
  };
}

export interface TrafficPolicy extends PolicyBlocks, ServiceBlocks {
  readonly portLevelSettings?: readonly PortTrafficPolicy[];
}

export interface PortTrafficPolicy extends PolicyBlocks {
  readonly port?: { readonly number?: number };
}

export interface LoadBalancerSettings {
  readonly simple?: 'UNSPECIFIED' | 'LEAST_CONN' | 'RANDOM' | 'PASSTHROUGH' | 'ROUND_ROBIN' | 'LEAST_REQUEST';
  readonly consistentHash?: ConsistentHash;
  readonly localityLbSetting?: LocalityLoadBalancerSetting;
  readonly zoneAwareLbSetting?: ZoneAwareLoadBalancerSetting;
  readonly warmup?: WarmupConfiguration;
  /** The older form of `warmup.duration`. */
  readonly warmupDurationSecs?: string;
}

/** Preference for near endpoints. Places are `region/zone/subzone`. */
export interface LocalityLoadBalancerSetting {
  readonly enabled?: boolean;
  readonly distribute?: readonly {
    readonly from?: string;
    readonly to?: Readonly<Record<string, number>>;
  }[];
  readonly failover?: readonly RegionFailover[];
  /** Labels, or `label=value`, most important first. */
  readonly failoverPriority?: readonly string[];
}

export interface RegionFailover {
  readonly from?: string;
  readonly to?: string;
}

export interface ZoneAwareLoadBalancerSetting {
  readonly enabled?: boolean;
  readonly failover?: readonly RegionFailover[];
  readonly failoverPriority?: readonly string[];
  readonly minClusterSize?: number;
}

export interface WarmupConfiguration {
  readonly duration?: string;
  readonly minimumPercent?: number;
  readonly aggression?: number;
}

export interface ConsistentHash {
  readonly httpHeaderName?: string;
  readonly httpCookie?: {
    readonly name: string;
    readonly path?: string;
    readonly ttl?: string;
    readonly attributes?: readonly { readonly name: string; readonly value?: string }[];
  };
  readonly useSourceIp?: boolean;
  readonly httpQueryParameterName?: string;
  readonly ringHash?: { readonly minimumRingSize?: number };
  readonly maglev?: { readonly tableSize?: number };
  readonly minimumRingSize?: number;
}

export interface ConnectionPoolSettings {
  readonly tcp?: {
    readonly maxConnections?: number;
    readonly connectTimeout?: string;
    readonly idleTimeout?: string;
    readonly maxConnectionDuration?: string;
    readonly tcpKeepalive?: TcpKeepalive;
  };
  readonly http?: {
    readonly http1MaxPendingRequests?: number;
    readonly http2MaxRequests?: number;
    readonly maxRequestsPerConnection?: number;
    readonly maxRetries?: number;
    readonly idleTimeout?: string;
    readonly h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE';
    readonly useClientProtocol?: boolean;
    readonly maxConcurrentStreams?: number;
    readonly http2KeepAlive?: { readonly interval?: string; readonly timeout?: string };
  };
}

/** Probes on idle connections. */
export interface TcpKeepalive {
  readonly probes?: number;
  readonly time?: string;
  readonly interval?: string;
}

export interface OutlierDetection {
  readonly consecutiveErrors?: number;
  readonly consecutive5xxErrors?: number;
  readonly consecutiveGatewayErrors?: number;
  readonly splitExternalLocalOriginErrors?: boolean;
  readonly consecutiveLocalOriginFailures?: number;
  readonly interval?: string;
  readonly baseEjectionTime?: string;
  readonly maxEjectionPercent?: number;
  readonly minHealthPercent?: number;
  readonly outlierDetectionHttpErrorCodes?: readonly number[];
}

export interface ClientTlsSettings {
  readonly mode?: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  readonly clientCertificate?: string;
  readonly privateKey?: string;
  readonly caCertificates?: string;
  readonly credentialName?: string;
  readonly subjectAltNames?: readonly string[];
  readonly sni?: string;
  readonly insecureSkipVerify?: boolean;
  readonly caCrl?: string;
}
