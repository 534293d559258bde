import { HttpHeaders, type HttpResponse } from '../../../net/index';
import { durationMs } from '../../cluster/durations';
import type { GrpcService } from '../../config/index';
import type { ProxyServices } from '../../services';
import { askService } from '../own-request';
import { ERROR, type Authorizer, type Judgement } from './authorizer';
import { checkRequest } from './check-request';

const DEFAULT_TIMEOUT_MS = 200;
const CHECK = '/envoy.service.auth.v3.Authorization/Check';
const FORBIDDEN = 403;
/** grpc-status of an answer that is one. */
const OK = 0;

/**
 * An authorizer that speaks envoy.service.auth.v3. Messages travel in protobuf's JSON form, as the content type says:
 * bodies are text here (source/extensions/filters/common/ext_authz/ext_authz_grpc_impl.cc).
 */
export function grpcAuthorizer({ envoyGrpc, timeout }: GrpcService, services: ProxyServices): Authorizer {
  const { clusterName: cluster, authority } = envoyGrpc;
  const timeoutMs = durationMs(timeout) ?? DEFAULT_TIMEOUT_MS;
  return {
    cluster,
    *ask(asker, checked) {
      const headers = new HttpHeaders([
        ['te', 'trailers'],
        ['content-type', 'application/grpc+json'],
      ]);
      const body = JSON.stringify(checkRequest(checked));
      const request = { method: 'POST', scheme: 'http' as const, authority, path: CHECK, headers, body };
      return read(yield* askService(asker, request, { cluster, timeoutMs }, services));
    },
  };
}

interface CheckResponse {
  readonly status?: { readonly code?: number };
  readonly okResponse?: {
    readonly headers?: readonly HeaderOption[];
    readonly headersToRemove?: readonly string[];
    readonly responseHeadersToAdd?: readonly HeaderOption[];
  };
  readonly deniedResponse?: {
    readonly status?: { readonly code?: number };
    readonly headers?: readonly HeaderOption[];
    readonly body?: string;
  };
}

interface HeaderOption {
  readonly header: { readonly key: string; readonly value: string };
}

function read(answer: HttpResponse | undefined): Judgement {
  if (answer?.status !== 200 || Number(answer.headers.get('grpc-status') ?? OK) !== OK) return ERROR;
  const response = parsed(answer.body);
  if (!response) return ERROR;
  const { status, okResponse, deniedResponse } = response;
  if ((status?.code ?? OK) === OK)
    return {
      is: 'allowed',
      requestHeaders: pairs(okResponse?.headers),
      removedHeaders: okResponse?.headersToRemove ?? [],
      responseHeaders: pairs(okResponse?.responseHeadersToAdd),
    };
  return {
    is: 'denied',
    status: deniedResponse?.status?.code ?? FORBIDDEN,
    body: deniedResponse?.body ?? '',
    responseHeaders: pairs(deniedResponse?.headers),
  };
}

function parsed(text: string): CheckResponse | undefined {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null ? found : undefined;
  } catch {
    return undefined;
  }
}

function pairs(options: readonly HeaderOption[] = []): (readonly [string, string])[] {
  return options.map(({ header }) => [header.key, header.value]);
}
