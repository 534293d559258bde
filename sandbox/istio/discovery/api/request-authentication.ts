import type { PolicyTarget } from './policy-target';

/** security.istio.io RequestAuthentication. https://istio.io/latest/docs/reference/config/security/request_authentication/ */
export interface RequestAuthenticationSpec extends PolicyTarget {
  readonly jwtRules?: readonly JwtRule[];
}

export interface JwtRule {
  readonly issuer?: string;
  readonly audiences?: readonly string[];
  readonly jwksUri?: string;
  /** The older spelling of `jwksUri`. */
  readonly jwks_uri?: string;
  readonly jwks?: string;
  readonly fromHeaders?: readonly { readonly name: string; readonly prefix?: string }[];
  readonly fromParams?: readonly string[];
  readonly fromCookies?: readonly string[];
  readonly outputPayloadToHeader?: string;
  readonly outputClaimToHeaders?: readonly { readonly header: string; readonly claim: string }[];
  readonly forwardOriginalToken?: boolean;
  readonly spaceDelimitedClaims?: readonly string[];
  readonly timeout?: string;
}
