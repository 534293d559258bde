import type { MetadataMatcher, StringMatch } from './value-matcher';

/**
 * envoy.extensions.filters.http.ext_authz.v3.ExtAuthz: asks a service whether the request may pass.
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/http/ext_authz/v3/ext_authz.proto
 */
export interface ExtAuthz {
  readonly transportApiVersion: 'V3';
  /** Asks only for requests that an earlier filter marked. */
  readonly filterEnabledMetadata: MetadataMatcher;
  readonly failureModeAllow?: boolean;
  readonly statusOnError?: { readonly code: string };
  readonly grpcService?: GrpcService;
  readonly httpService?: HttpAuthorizationService;
  readonly allowedHeaders?: HeaderPatterns;
  readonly withRequestBody?: RequestBodySettings;
}

/** envoy.extensions.filters.network.ext_authz.v3.ExtAuthz */
export interface NetworkExtAuthz {
  readonly statPrefix: string;
  readonly transportApiVersion: 'V3';
  readonly filterEnabledMetadata: MetadataMatcher;
  readonly failureModeAllow?: boolean;
  readonly grpcService: GrpcService;
}

export interface GrpcService {
  readonly envoyGrpc: { readonly clusterName: string; readonly authority: string };
  readonly timeout: string;
}

export interface HttpAuthorizationService {
  readonly serverUri: { readonly uri: string; readonly cluster: string; readonly timeout: string };
  readonly pathPrefix?: string;
  readonly authorizationRequest?: {
    readonly headersToAdd: readonly { readonly key: string; readonly value: string }[];
  };
  readonly authorizationResponse?: {
    readonly allowedUpstreamHeaders?: HeaderPatterns;
    readonly allowedClientHeaders?: HeaderPatterns;
    readonly allowedClientHeadersOnSuccess?: HeaderPatterns;
  };
}

export interface HeaderPatterns {
  readonly patterns: readonly StringMatch[];
}

export interface RequestBodySettings {
  readonly maxRequestBytes?: number;
  readonly allowPartialMessage?: boolean;
  readonly packAsBytes?: boolean;
}
