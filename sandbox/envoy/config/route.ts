import type { Origin } from '../../lib/origin';
import type { Metadata } from './metadata';
import type { MetadataMatcher, StringMatch } from './value-matcher';

/** envoy.config.route.v3.RouteConfiguration, in protobuf's JSON names; durations are strings such as `0.5s`. */
export interface RouteConfiguration {
  readonly name: string;
  readonly virtualHosts: readonly VirtualHost[];
  readonly ignorePortInHostMatching?: boolean;
  readonly origin?: Origin;
}

export interface VirtualHost {
  readonly name: string;
  readonly domains: readonly string[];
  readonly routes: readonly Route[];
  readonly requireTls?: 'ALL' | 'NONE';
  /** Settings of filters for all routes that bring none of their own. */
  readonly typedPerFilterConfig?: Route['typedPerFilterConfig'];
  readonly includeRequestAttemptCount?: boolean;
  readonly origin?: Origin;
}

export interface Route {
  readonly name?: string;
  /** What its own statistics are called; none are kept here. */
  readonly statPrefix?: string;
  readonly match: RouteMatch;
  readonly route?: RouteAction;
  readonly redirect?: RedirectAction;
  readonly directResponse?: {
    readonly status: number;
    /** Text, or bytes in base64. */
    readonly body?: { readonly inlineString?: string; readonly inlineBytes?: string };
  };
  readonly requestHeadersToAdd?: readonly HeaderValueOption[];
  readonly requestHeadersToRemove?: readonly string[];
  readonly responseHeadersToAdd?: readonly HeaderValueOption[];
  readonly responseHeadersToRemove?: readonly string[];
  /** Per-filter settings: `envoy.filters.http.fault`, `envoy.filters.http.cors`, `envoy.filters.http.stateful_session`. */
  readonly typedPerFilterConfig?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Which object configured it, as tools show it. */
  readonly metadata?: Metadata;
  readonly decorator?: { readonly operation: string };
  readonly origin?: Origin;
}

export interface RouteMatch {
  readonly prefix?: string;
  readonly path?: string;
  readonly pathSeparatedPrefix?: string;
  readonly safeRegex?: { readonly regex: string };
  /** Default true. */
  readonly caseSensitive?: boolean;
  readonly headers?: readonly HeaderMatcher[];
  readonly queryParameters?: readonly QueryParameterMatcher[];
  /** Conditions on what earlier filters found out, such as claims of a token. */
  readonly dynamicMetadata?: readonly MetadataMatcher[];
}

/** `name` may be a pseudo header: `:method`, `:authority`, `:scheme`. */
export interface HeaderMatcher {
  readonly name: string;
  readonly presentMatch?: boolean;
  readonly stringMatch?: StringMatch;
  readonly invertMatch?: boolean;
  /** For inverted matchers: an absent header counts as the empty string. */
  readonly treatMissingHeaderAsEmpty?: boolean;
}

export interface QueryParameterMatcher {
  readonly name: string;
  readonly presentMatch?: boolean;
  readonly stringMatch?: StringMatch;
}

export interface RouteAction {
  readonly cluster?: string;
  readonly weightedClusters?: WeightedCluster;
  readonly clusterNotFoundResponseCode?: 'SERVICE_UNAVAILABLE' | 'INTERNAL_SERVER_ERROR';
  /** `0s` disables. */
  readonly timeout?: string;
  readonly retryPolicy?: RetryPolicy;
  readonly prefixRewrite?: string;
  readonly regexRewrite?: { readonly pattern: { readonly regex: string }; readonly substitution: string };
  readonly hostRewriteLiteral?: string;
  readonly autoHostRewrite?: boolean;
  readonly appendXForwardedHost?: boolean;
  readonly hashPolicy?: readonly HashPolicy[];
  readonly requestMirrorPolicies?: readonly RequestMirrorPolicy[];
  readonly maxGrpcTimeout?: string;
  /** Where the single `cluster` was written; weighted clusters carry their own. */
  readonly origin?: Origin;
}

export interface WeightedCluster {
  readonly clusters: readonly ClusterWeight[];
}

export interface ClusterWeight {
  readonly name: string;
  readonly weight: number;
  readonly requestHeadersToAdd?: readonly HeaderValueOption[];
  readonly requestHeadersToRemove?: readonly string[];
  readonly responseHeadersToAdd?: readonly HeaderValueOption[];
  readonly responseHeadersToRemove?: readonly string[];
  readonly hostRewriteLiteral?: string;
  readonly origin?: Origin;
}

export interface HeaderValueOption {
  readonly header: { readonly key: string; readonly value: string };
  readonly appendAction: 'APPEND_IF_EXISTS_OR_ADD' | 'OVERWRITE_IF_EXISTS_OR_ADD';
}

export interface RetryPolicy {
  readonly retryOn: string;
  readonly numRetries: number;
  readonly perTryTimeout?: string;
  readonly retriableStatusCodes?: readonly number[];
  readonly retryHostPredicate?: readonly { readonly name: string }[];
  readonly hostSelectionRetryMaxAttempts?: number;
  /** Not heeded: retries choose as first tries do. */
  readonly retryPriority?: { readonly name: string };
  readonly retryBackOff?: { readonly baseInterval: string; readonly maxInterval?: string };
}

export interface HashPolicy {
  readonly header?: { readonly headerName: string };
  readonly cookie?: {
    readonly name: string;
    readonly ttl?: string;
    readonly path?: string;
    readonly attributes?: readonly { readonly name: string; readonly value?: string }[];
  };
  readonly connectionProperties?: { readonly sourceIp: boolean };
  readonly queryParameter?: { readonly name: string };
}

export interface RequestMirrorPolicy {
  readonly cluster: string;
  readonly runtimeFraction: {
    readonly defaultValue: {
      readonly numerator: number;
      readonly denominator: 'MILLION' | 'HUNDRED' | 'TEN_THOUSAND';
    };
  };
  readonly traceSampled?: boolean;
  readonly disableShadowHostSuffixAppend?: boolean;
}

export interface RedirectAction {
  readonly hostRedirect?: string;
  readonly pathRedirect?: string;
  readonly prefixRewrite?: string;
  readonly schemeRedirect?: string;
  readonly portRedirect?: number;
  /** What `requireTls` stands for: the same address under https, its host as it came. */
  readonly httpsRedirect?: boolean;
  readonly responseCode?:
    'MOVED_PERMANENTLY' | 'FOUND' | 'SEE_OTHER' | 'TEMPORARY_REDIRECT' | 'PERMANENT_REDIRECT';
}
