import type { HttpMatchRequest, HttpRouteMatch, NamedMatch, StringMatch } from '../api/index';

/** A match in Istio's terms; without a path any path. */
export function toMatchRequest(match: HttpRouteMatch): HttpMatchRequest {
  return {
    uri: toUri(match.path),
    ...(match.headers?.length ? { headers: toMatches(match.headers) } : {}),
    ...(match.queryParams?.length ? { queryParams: toMatches(match.queryParams) } : {}),
    ...(match.method ? { method: { exact: match.method } } : {}),
  };
}

/** Which match goes first: exact path, then the longer prefix, then regex; then method, headers, query (the oldest route wins a tie). */
export function compareMatches(a: HttpMatchRequest, b: HttpMatchRequest): number {
  return (
    pathRank(b) - pathRank(a) ||
    pathLength(b) - pathLength(a) ||
    Number(b.method !== undefined) - Number(a.method !== undefined) ||
    size(b.headers) - size(a.headers) ||
    size(b.queryParams) - size(a.queryParams)
  );
}

function toUri(path: HttpRouteMatch['path']): StringMatch {
  const value = path?.value ?? '/';
  if (path?.type === 'Exact') return { exact: value };
  return path?.type === 'RegularExpression' ? { regex: value } : { prefix: value };
}

/** Of several conditions on one name only the first counts. */
function toMatches(matches: readonly NamedMatch[]): Record<string, StringMatch> {
  const result: Record<string, StringMatch> = {};
  for (const { name, type, value } of matches) {
    result[name] ??= type === 'RegularExpression' ? { regex: value } : { exact: value };
  }
  return result;
}

function pathRank({ uri }: HttpMatchRequest): number {
  if (uri?.exact !== undefined) return 3;
  return uri?.prefix === undefined ? 1 : 2;
}

function pathLength({ uri }: HttpMatchRequest): number {
  return (uri?.exact ?? uri?.prefix ?? uri?.regex ?? '').length;
}

function size(record: object | undefined): number {
  return Object.keys(record ?? {}).length;
}
