import type {
  BackendRef,
  Destination,
  HeaderModifier,
  HeaderOperations,
  Headers,
  HttpRoute,
  HttpRouteFilter,
} from '../api/index';

type Filtered = Pick<HttpRoute, 'headers' | 'redirect' | 'rewrite' | 'mirrors'>;

/** What the filters of a rule do, in Istio's terms. */
export function applyFilters(
  filters: readonly HttpRouteFilter[],
  destinationOf: (backend: BackendRef) => Destination,
): Filtered {
  const mirrors = filters.flatMap(({ requestMirror }) =>
    requestMirror
      ? [{ destination: destinationOf(requestMirror.backendRef), ...shareOf(requestMirror) }]
      : [],
  );
  const headers = headersOf(filters);
  return {
    ...(headers ? { headers } : {}),
    ...redirectOf(filters),
    ...rewriteOf(filters),
    ...(mirrors.length > 0 ? { mirrors } : {}),
  };
}

/** Header changes of a rule or of a single backend. */
export function headersOf(filters: readonly HttpRouteFilter[]): Headers | undefined {
  const request = filters.find((filter) => filter.requestHeaderModifier)?.requestHeaderModifier;
  const response = filters.find((filter) => filter.responseHeaderModifier)?.responseHeaderModifier;
  if (request === undefined && response === undefined) return undefined;
  return {
    ...(request ? { request: operations(request) } : {}),
    ...(response ? { response: operations(response) } : {}),
  };
}

function operations(modifier: HeaderModifier): HeaderOperations {
  const record = (values: HeaderModifier['set']): Record<string, string> =>
    Object.fromEntries((values ?? []).map(({ name, value }) => [name, value]));
  return { set: record(modifier.set), add: record(modifier.add), remove: modifier.remove ?? [] };
}

function redirectOf(filters: readonly HttpRouteFilter[]): Pick<Filtered, 'redirect'> {
  const redirect = filters.find((filter) => filter.requestRedirect)?.requestRedirect;
  if (redirect === undefined) return {};
  const { path } = redirect;
  return {
    redirect: {
      redirectCode: redirect.statusCode ?? 302,
      ...(redirect.scheme ? { scheme: redirect.scheme } : {}),
      ...(redirect.hostname ? { authority: redirect.hostname } : {}),
      ...(path?.type === 'ReplaceFullPath' ? { uri: path.replaceFullPath ?? '' } : {}),
      ...(path?.type === 'ReplacePrefixMatch'
        ? { prefixRewrite: withoutSlash(path.replacePrefixMatch ?? '') }
        : {}),
      ...redirectPort(redirect),
    },
  };
}

/** Without a port: the one of the scheme when that is named, else the listener's. */
function redirectPort(redirect: {
  readonly port?: number;
  readonly scheme?: string;
}): Pick<NonNullable<HttpRoute['redirect']>, 'port' | 'derivePort'> {
  if (redirect.port !== undefined) return { port: redirect.port };
  return { derivePort: redirect.scheme ? 'FROM_PROTOCOL_DEFAULT' : 'FROM_REQUEST_PORT' };
}

function rewriteOf(filters: readonly HttpRouteFilter[]): Pick<Filtered, 'rewrite'> {
  const rewrite = filters.find((filter) => filter.urlRewrite)?.urlRewrite;
  if (rewrite === undefined) return {};
  const { path } = rewrite;
  return {
    rewrite: {
      ...(rewrite.hostname ? { authority: rewrite.hostname } : {}),
      ...(path?.type === 'ReplacePrefixMatch' ? { uri: withoutSlash(path.replacePrefixMatch ?? '') } : {}),
      ...(path?.type === 'ReplaceFullPath'
        ? { uriRegexRewrite: { match: '/.*', rewrite: path.replaceFullPath ?? '' } }
        : {}),
    },
  };
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path || '/';
}

function shareOf(mirror: NonNullable<HttpRouteFilter['requestMirror']>): {
  readonly percentage?: { readonly value: number };
} {
  if (mirror.percent !== undefined) return { percentage: { value: mirror.percent } };
  if (mirror.fraction === undefined) return {};
  const { numerator, denominator = 100 } = mirror.fraction;
  return { percentage: { value: (100 * numerator) / denominator } };
}
