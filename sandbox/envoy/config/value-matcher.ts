/** envoy.type.matcher.v3.StringMatcher; exactly one of the texts is set. */
export interface StringMatch {
  readonly exact?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly contains?: string;
  readonly safeRegex?: { readonly regex: string };
  readonly ignoreCase?: boolean;
}

/**
 * envoy.type.matcher.v3.ValueMatcher; exactly one field is set.
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/type/matcher/v3/value.proto
 */
export interface ValueMatcher {
  readonly stringMatch?: StringMatch;
  readonly presentMatch?: boolean;
  /** True when one element of a list matches. */
  readonly listMatch?: { readonly oneOf: ValueMatcher };
  readonly orMatch?: { readonly valueMatchers: readonly ValueMatcher[] };
}

/** envoy.type.matcher.v3.MetadataMatcher: a value that an earlier filter left, found by its path. */
export interface MetadataMatcher {
  readonly filter: string;
  readonly path: readonly { readonly key: string }[];
  readonly value: ValueMatcher;
  readonly invert?: boolean;
}
