/**
 * envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit: a bucket of tokens of this proxy's own.
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/http/local_ratelimit/v3/local_rate_limit.proto
 */
export interface LocalRateLimit {
  readonly statPrefix: string;
  readonly tokenBucket?: {
    readonly maxTokens: number;
    /** Default 1. */
    readonly tokensPerFill?: number;
    readonly fillInterval: string;
  };
  /** Default 429; below 400 it is 429 too. */
  readonly status?: { readonly code: number };
  /** Requests that are counted, and of them those that are stopped; absent = none. */
  readonly filterEnabled?: { readonly defaultValue: unknown };
  readonly filterEnforced?: { readonly defaultValue: unknown };
  readonly responseHeadersToAdd?: readonly {
    readonly header: { readonly key: string; readonly value: string };
  }[];
}
