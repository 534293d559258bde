import { compareText } from '../../../lib/compare-text';
import type {
  ExtAuthz,
  GrpcService,
  HeaderPatterns,
  HttpAuthorizationService,
  MetadataMatcher,
  NetworkExtAuthz,
} from '../../../envoy/config/index';
import { statusCodes } from '../../../lib/status-codes';
import type { ExtensionProvider, GrpcAuthorizer, HttpAuthorizer } from '../../discovery/index';
import { outboundCluster } from '../cluster-name';
import type { Context } from '../context';
import { toProtobufDuration } from '../duration';
import { providerService } from '../provider-service';
import { pattern } from './patterns';

/** An authorizer of the mesh, ready to be asked by filters. */
export interface Authorizer {
  readonly http: Omit<ExtAuthz, 'filterEnabledMetadata'>;
  /** Absent for those that speak HTTP: a TCP connection has nothing to show them. */
  readonly tcp?: Omit<NetworkExtAuthz, 'filterEnabledMetadata'>;
}

const LONGEST = '600s';

/**
 * The authorizer a policy names; undefined when there is none or its settings are wrong, so that the policy's requests
 * are denied (pilot/pkg/security/authz/builder/extauthz.go).
 */
export function findAuthorizer(context: Context, name: string): Authorizer | undefined {
  const found = (context.snapshot.mesh.extensionProviders ?? []).filter(
    (provider) => provider.name === name && isAuthorizer(provider),
  );
  const [provider] = found;
  if (provider === undefined || found.length > 1 || !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name))
    return undefined;
  const { envoyExtAuthzHttp, envoyExtAuthzGrpc } = provider;
  if (envoyExtAuthzHttp) return httpAuthorizer(context, envoyExtAuthzHttp);
  return envoyExtAuthzGrpc && grpcAuthorizer(context, envoyExtAuthzGrpc);
}

/** Asks only for requests that the rules of this provider marked before. */
export function enabledFor(rbacFilter: string, provider: string): MetadataMatcher {
  return {
    filter: rbacFilter,
    path: [{ key: 'istio_ext_authz_shadow_effective_policy_id' }],
    value: { stringMatch: { prefix: `istio-ext-authz-${provider}` } },
  };
}

function isAuthorizer(provider: ExtensionProvider): boolean {
  return provider.envoyExtAuthzHttp !== undefined || provider.envoyExtAuthzGrpc !== undefined;
}

interface Place {
  readonly hostname: string;
  readonly cluster: string;
}

function placeOf(context: Context, { service = '', port = 0 }: GrpcAuthorizer): Place | undefined {
  const found = providerService(context, service);
  if (found === undefined || port < 1 || port > 65_535) return undefined;
  return { hostname: found.hostname, cluster: outboundCluster(port, '', found.hostname) };
}

type StatusOnError = Pick<ExtAuthz, 'statusOnError'>;

function statusOnError({ statusOnError: status }: GrpcAuthorizer): StatusOnError | undefined {
  if (!status) return {};
  const code = statusCodes.get(Number(status));
  return code === undefined ? undefined : { statusOnError: { code } };
}

function common(authorizer: GrpcAuthorizer): Pick<ExtAuthz, 'failureModeAllow' | 'transportApiVersion'> {
  return { ...(authorizer.failOpen ? { failureModeAllow: true } : {}), transportApiVersion: 'V3' };
}

function requestBody({ includeRequestBodyInCheck: body }: GrpcAuthorizer): Pick<ExtAuthz, 'withRequestBody'> {
  if (!body) return {};
  const { maxRequestBytes, allowPartialMessage, packAsBytes } = body;
  return {
    withRequestBody: {
      ...(maxRequestBytes ? { maxRequestBytes } : {}),
      ...(allowPartialMessage ? { allowPartialMessage } : {}),
      ...(packAsBytes ? { packAsBytes } : {}),
    },
  };
}

function grpcAuthorizer(context: Context, authorizer: GrpcAuthorizer): Authorizer | undefined {
  const place = placeOf(context, authorizer);
  const status = statusOnError(authorizer);
  if (!place || !status) return undefined;
  const grpcService: GrpcService = {
    envoyGrpc: { clusterName: place.cluster, authority: place.hostname },
    timeout: toProtobufDuration(authorizer.timeout) ?? LONGEST,
  };
  return {
    http: { ...common(authorizer), ...status, grpcService, ...requestBody(authorizer) },
    tcp: { statPrefix: 'tcp.', ...common(authorizer), grpcService },
  };
}

function httpAuthorizer(context: Context, authorizer: HttpAuthorizer): Authorizer | undefined {
  const place = placeOf(context, authorizer);
  const status = statusOnError(authorizer);
  const { pathPrefix } = authorizer;
  const usable = (!pathPrefix || pathPrefix.startsWith('/')) && !headerLists(authorizer).includes('*');
  if (!place || !status || !usable) return undefined;
  const { includeRequestHeadersInCheck, includeHeadersInCheck } = authorizer;
  const allowed = patterns(includeRequestHeadersInCheck) ?? patterns(includeHeadersInCheck);
  return {
    http: {
      ...common(authorizer),
      ...status,
      httpService: httpService(authorizer, place),
      ...(allowed ? { allowedHeaders: allowed } : {}),
      ...requestBody(authorizer),
    },
  };
}

function httpService(authorizer: HttpAuthorizer, { hostname, cluster }: Place): HttpAuthorizationService {
  const headersToAdd = Object.entries(authorizer.includeAdditionalHeadersInCheck ?? {})
    .map(([key, value]) => ({ key, value }))
    .sort((a, b) => compareText(a.key, b.key));
  const toUpstream = patterns(authorizer.headersToUpstreamOnAllow);
  const onDeny = patterns(authorizer.headersToDownstreamOnDeny);
  const onAllow = patterns(authorizer.headersToDownstreamOnAllow);
  return {
    serverUri: {
      uri: `http://${hostname}`,
      cluster,
      timeout: toProtobufDuration(authorizer.timeout) ?? LONGEST,
    },
    ...(authorizer.pathPrefix ? { pathPrefix: authorizer.pathPrefix } : {}),
    ...(headersToAdd.length > 0 ? { authorizationRequest: { headersToAdd } } : {}),
    ...(toUpstream || onDeny || onAllow
      ? {
          authorizationResponse: {
            ...(toUpstream ? { allowedUpstreamHeaders: toUpstream } : {}),
            ...(onDeny ? { allowedClientHeaders: onDeny } : {}),
            ...(onAllow ? { allowedClientHeadersOnSuccess: onAllow } : {}),
          },
        }
      : {}),
  };
}

function headerLists(authorizer: HttpAuthorizer): string[] {
  return [
    ...(authorizer.includeRequestHeadersInCheck ?? []),
    ...(authorizer.includeHeadersInCheck ?? []),
    ...(authorizer.headersToUpstreamOnAllow ?? []),
    ...(authorizer.headersToDownstreamOnAllow ?? []),
    ...(authorizer.headersToDownstreamOnDeny ?? []),
  ];
}

function patterns(headers: readonly string[] | undefined): HeaderPatterns | undefined {
  if (!headers?.length) return undefined;
  return { patterns: headers.map((header) => ({ ...pattern(header), ignoreCase: true })) };
}
