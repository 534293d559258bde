import type { Origin } from '../../lib/origin';

/**
 * envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication.
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/http/jwt_authn/v3/config.proto
 */
export interface JwtAuthentication {
  readonly providers: Readonly<Record<string, JwtProvider>>;
  readonly rules: readonly { readonly match: { readonly prefix: '/' }; readonly requires: JwtRequirement }[];
  /** Preflights of browsers carry no token. */
  readonly bypassCorsPreflight: boolean;
}

/** Keys that the proxy asks a cluster for when it meets the first token, and again after a while. */
export interface RemoteJwks {
  readonly httpUri: { readonly uri: string; readonly cluster: string; readonly timeout: string };
  readonly cacheDuration?: string;
}

export interface JwtProvider {
  readonly issuer: string;
  readonly audiences?: readonly string[];
  /** The keys themselves, or where they are fetched: one of the two. */
  readonly localJwks?: { readonly inlineString: string };
  readonly remoteJwks?: RemoteJwks;
  /** The token goes on to the upstream. */
  readonly forward?: boolean;
  readonly forwardPayloadHeader?: string;
  readonly fromHeaders?: readonly { readonly name: string; readonly valuePrefix?: string }[];
  readonly fromParams?: readonly string[];
  readonly fromCookies?: readonly string[];
  readonly claimToHeaders?: readonly { readonly headerName: string; readonly claimName: string }[];
  /** Where in the filter's metadata the claims go: `payload`. */
  readonly payloadInMetadata: string;
  readonly normalizePayloadInMetadata: { readonly spaceDelimitedClaims: readonly string[] };
  /** Routes are chosen again once the claims are known: gateways. */
  readonly clearRouteCache?: boolean;
  readonly origin?: Origin;
}

/** Exactly one field is set. */
export interface JwtRequirement {
  readonly providerName?: string;
  readonly requiresAny?: { readonly requirements: readonly JwtRequirement[] };
  readonly requiresAll?: { readonly requirements: readonly JwtRequirement[] };
  /** No token is fine; a bad one is not. */
  readonly allowMissing?: Readonly<Record<string, never>>;
}
