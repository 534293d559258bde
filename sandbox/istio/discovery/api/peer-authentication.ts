/** security.istio.io PeerAuthentication. https://istio.io/latest/docs/reference/config/security/peer_authentication/ */
export interface PeerAuthenticationSpec {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly mtls?: MutualTls | null;
  readonly portLevelMtls?: Readonly<Record<string, MutualTls | null>>;
}

export interface MutualTls {
  readonly mode?: 'UNSET' | MutualTlsMode;
}

export type MutualTlsMode = 'DISABLE' | 'PERMISSIVE' | 'STRICT';
