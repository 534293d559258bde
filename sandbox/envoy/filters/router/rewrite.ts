import { memo } from '../../../lib/memo';
import { compileRe2, isRe2 } from '../../../lib/re2';
import type { RouteAction, RouteMatch } from '../../config/index';

/** Rewrites a `:path` (with its query); answers the path itself when the route has no rewrite. */
export type PathRewrite = (path: string) => string;

/** Prepares a route's path rewrite; undefined when it has none (source/common/router/config_impl.cc, rewritePathHeader). */
export function compilePathRewrite(match: RouteMatch, action: RouteAction): PathRewrite | undefined {
  const rewrite = pathRewriteOf(match, action);
  return rewrite && memo(256, rewrite);
}

function pathRewriteOf(match: RouteMatch, action: RouteAction): PathRewrite | undefined {
  if (action.prefixRewrite !== undefined && action.prefixRewrite !== '')
    return prefixRewrite(match, action.prefixRewrite);
  if (!action.regexRewrite) return undefined;
  const { pattern, substitution } = action.regexRewrite;
  const compiled = compileRe2(pattern.regex);
  if (!isRe2(compiled)) return undefined;
  return (path) => {
    const [pathname, rest] = split(path);
    return compiled.replace(pathname, substitution) + rest;
  };
}

/** What the route matched gives way to the new text: the prefix, or the whole path of exact and regex matches. */
export function prefixRewrite(match: RouteMatch, replacement: string): PathRewrite {
  return (path) => {
    const [pathname, rest] = split(path);
    return replacement + pathname.slice(matchedLength(match, pathname)) + rest;
  };
}

function matchedLength(match: RouteMatch, pathname: string): number {
  if (match.safeRegex || match.path !== undefined) return pathname.length;
  return (match.prefix ?? match.pathSeparatedPrefix ?? '').length;
}

/** A path, and its query and fragment with their mark. */
function split(path: string): [pathname: string, rest: string] {
  const at = path.search(/[?#]/);
  return at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at)];
}
