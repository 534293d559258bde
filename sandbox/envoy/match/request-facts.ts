import { memo } from '../../lib/memo';
import type { HttpHeaders } from '../../net/index';

/** What routes look at. `pathname` has no query and no fragment; `query` is the raw text behind `?`, '' when absent. */
export interface RequestFacts {
  readonly method: string;
  readonly scheme: string;
  readonly authority: string;
  readonly pathname: string;
  readonly query: string;
  readonly headers: HttpHeaders;
  /** What filters found out, by the filter's name: `envoy.filters.http.jwt_authn`. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

/** A `:path` value taken apart. */
export interface RequestPath {
  readonly path: string;
  readonly pathname: string;
  readonly query: string;
  /** Whether the path holds a zero byte. */
  readonly hasNul: boolean;
}

/** Clients ask for the same few paths again and again. */
export const requestPath = memo(512, (path): RequestPath => {
  const pathname = pathnameOf(path);
  return { path, pathname, query: queryOf(path), hasNul: pathname.includes('%00') };
});

/** Where the path ends: at `?` or `#`. Works on any `:path` value. */
export function pathnameOf(path: string): string {
  const query = path.indexOf('?');
  const end = query < 0 ? path : path.slice(0, query);
  const fragment = end.indexOf('#');
  return fragment < 0 ? end : end.slice(0, fragment);
}

/** The raw query of a `:path` value, without `?` and fragment. */
export function queryOf(path: string): string {
  const start = path.indexOf('?');
  if (start < 0) return '';
  const query = path.slice(start + 1);
  const fragment = query.indexOf('#');
  return fragment < 0 ? query : query.slice(0, fragment);
}
