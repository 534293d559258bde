import type { StringMatch } from './value-matcher';

/** A secret by its name. */
export interface SdsSecretConfig {
  readonly name: string;
  /** Who is asked for it in place of istiod and the agent. */
  readonly server?: { readonly clusterName: string; readonly authority?: string };
}

/** Downstream: what a filter chain demands. Upstream: what a cluster presents. */
export interface TransportSocket {
  readonly name: 'envoy.transport_sockets.tls' | 'envoy.transport_sockets.raw_buffer';
  /** Upstream only: the connection starts with a PROXY header of this version. */
  readonly proxyProtocol?: 'V1' | 'V2';
  readonly typedConfig?: {
    /** Downstream only: a client certificate is demanded. */
    readonly requireClientCertificate?: boolean;
    readonly sni?: string;
    readonly commonTlsContext?: {
      readonly alpnProtocols?: readonly string[];
      /** SDS name of the own certificate: `default` is the workload's identity. */
      readonly tlsCertificateSdsSecretConfigs?: readonly SdsSecretConfig[];
      /** SDS name of the trust anchors the peer is checked against; absent = the peer is not checked. */
      readonly validationContextSdsSecretConfig?: SdsSecretConfig;
      /** Accepted SPIFFE ids or DNS names of the peer, whole or by how they begin. */
      readonly matchSubjectAltNames?: readonly StringMatch[];
      /** Pinned keys and certificates of the peer, and the file of revoked ones. */
      readonly verifyCertificateSpki?: readonly string[];
      readonly verifyCertificateHash?: readonly string[];
      readonly crl?: string;
      /** What the peer shows is asked for, and taken whoever signed it. */
      readonly trustChainVerification?: 'ACCEPT_UNTRUSTED';
      readonly tlsParams?: {
        readonly tlsMinimumProtocolVersion?: string;
        readonly tlsMaximumProtocolVersion?: string;
        readonly cipherSuites?: readonly string[];
        readonly ecdhCurves?: readonly string[];
      };
    };
  };
}
