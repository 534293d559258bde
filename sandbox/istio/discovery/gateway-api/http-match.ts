import type {
  GrpcRouteMatch,
  HttpMatchRequest,
  HttpRoute,
  HttpRouteMatch,
  NamedMatch,
  StringMatch,
} from '../api/index';

/** A match of an HTTPRoute in Istio's terms; without a path any path. */
export function toMatchRequest(match: HttpRouteMatch): HttpMatchRequest {
  return {
    uri: toUri(match.path),
    ...(match.headers?.length ? { headers: toMatches(match.headers) } : {}),
    ...(match.queryParams?.length ? { queryParams: toMatches(match.queryParams) } : {}),
    ...(match.method ? { method: { exact: match.method } } : {}),
  };
}

/** A match of a GRPCRoute: a call's path is `/<service>/<method>`. */
export function toGrpcMatchRequest({ method, headers }: GrpcRouteMatch): HttpMatchRequest {
  return {
    ...(method === undefined ? {} : { uri: toGrpcUri(method) }),
    ...(headers?.length ? { headers: toMatches(headers) } : {}),
  };
}

/** Which route goes first: exact path, then the longer prefix, then regex; then method, headers, query; one that takes everything last. */
export function compareRoutes(a: HttpRoute, b: HttpRoute): number {
  const [first] = a.match ?? [];
  const [second] = b.match ?? [];
  if (first === undefined || second === undefined)
    return Number(first === undefined) - Number(second === undefined);
  return (
    pathRank(second) - pathRank(first) ||
    pathLength(second) - pathLength(first) ||
    Number(second.method !== undefined) - Number(first.method !== undefined) ||
    size(second.headers) - size(first.headers) ||
    size(second.queryParams) - size(first.queryParams)
  );
}

/** A trailing slash of a prefix means nothing. */
function toUri(path: HttpRouteMatch['path']): StringMatch {
  const value = path?.value ?? '/';
  if (path?.type === 'Exact') return { exact: value };
  if (path?.type === 'RegularExpression') return { regex: value };
  return { prefix: value.length > 1 && value.endsWith('/') ? value.slice(0, -1) : value };
}

function toGrpcUri({ type, service, method }: NonNullable<GrpcRouteMatch['method']>): StringMatch {
  const regex = type === 'RegularExpression';
  if (service === undefined) return { regex: `/[^/]+/${method ?? ''}` };
  if (method === undefined) return regex ? { regex: `/${service}/.+` } : { prefix: `/${service}/` };
  const path = `/${service}/${method}`;
  return regex ? { regex: path } : { exact: path };
}

/** Of several conditions on one name the last counts. */
function toMatches(matches: readonly NamedMatch[]): Record<string, StringMatch> {
  return Object.fromEntries(
    matches.map(({ name, type, value }) => [
      name,
      type === 'RegularExpression' ? { regex: value } : { exact: value },
    ]),
  );
}

function pathRank({ uri }: HttpMatchRequest): number {
  if (uri === undefined) return 0;
  if (uri.exact !== undefined) return 3;
  return uri.prefix === undefined ? 1 : 2;
}

function pathLength({ uri }: HttpMatchRequest): number {
  return (uri?.exact ?? uri?.prefix ?? uri?.regex ?? '').length;
}

function size(record: object | undefined): number {
  return Object.keys(record ?? {}).length;
}
