import type { PathPattern } from '../../net/index';
import type { RouteMatch } from '../config/index';
import { regexMatcher } from './string-matcher';

/**
 * How a route looks at the path; `kind` and `text` let the route table index it.
 * Paths carry no query. https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto
 */
export interface PathMatcher {
  readonly kind: PathPattern['is'];
  readonly text: string;
  readonly caseSensitive: boolean;
  matches(pathname: string): boolean;
}

/** What a matcher looks for, to be told. */
export function patternOf({ kind, text, caseSensitive }: PathMatcher): PathPattern {
  return { is: kind, text, anyCase: !caseSensitive };
}

/** Compiles the path part of a route match; none at all matches every path. */
export function compilePathMatcher(match: RouteMatch): PathMatcher {
  if (match.safeRegex) {
    const { regex } = match.safeRegex;
    const matcher = regexMatcher(regex);
    return {
      kind: 'regex',
      text: regex,
      caseSensitive: true,
      matches: (pathname) => matcher.matches(pathname),
    };
  }
  if (match.path !== undefined) return textMatcher('exact', match.path, match, isExact);
  if (match.prefix !== undefined) return textMatcher('prefix', match.prefix, match, isPrefix);
  if (match.pathSeparatedPrefix !== undefined)
    return textMatcher('pathSeparatedPrefix', match.pathSeparatedPrefix, match, isSeparatedPrefix);
  return { kind: 'any', text: '', caseSensitive: true, matches: () => true };
}

function textMatcher(
  kind: PathMatcher['kind'],
  text: string,
  match: RouteMatch,
  test: (pathname: string, text: string) => boolean,
): PathMatcher {
  if (match.caseSensitive !== false)
    return {
      kind,
      text,
      caseSensitive: true,
      matches: (pathname) => test(pathname, text),
    };
  const folded = text.toLowerCase();
  return {
    kind,
    text,
    caseSensitive: false,
    matches: (pathname) => test(pathname.toLowerCase(), folded),
  };
}

function isExact(pathname: string, text: string): boolean {
  return pathname === text;
}

function isPrefix(pathname: string, text: string): boolean {
  return pathname.startsWith(text);
}

/** `/p` matches `/p` and `/p/...`, not `/px`. */
function isSeparatedPrefix(pathname: string, text: string): boolean {
  return (
    pathname.startsWith(text) &&
    (pathname.length === text.length || pathname.charCodeAt(text.length) === 0x2f)
  );
}
