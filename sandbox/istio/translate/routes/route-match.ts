import { compareText } from '../../../lib/compare-text';
import type { HeaderMatcher, QueryParameterMatcher, RouteMatch } from '../../../envoy/config/index';
import type { HttpMatchRequest, StringMatch } from '../../discovery/api/index';
import { claimMatcher } from './claim-match';
import { toStringMatch } from './string-match';

/** Any path. */
export const MATCH_ALL: RouteMatch = { prefix: '/' };

/** One `http[].match[]` entry as an Envoy match: all its conditions hold together. */
export function translateMatch(
  match: HttpMatchRequest | undefined,
  semantics: 'istio' | 'gateway' | 'ingress',
): RouteMatch {
  if (match === undefined) return MATCH_ALL;
  const path = pathSpecifier(match.uri, semantics, !(match.ignoreUriCase ?? false));
  if (asksOnlyPath(match)) return path;
  const headers = headerMatchers(match);
  const queryParameters = Object.entries(match.queryParams ?? {})
    .map(([name, value]) => queryMatcher(name, value))
    .sort((a, b) => compareText(a.name, b.name));
  const dynamicMetadata = claimMatchers(match);
  return {
    ...path,
    ...(headers.length > 0 ? { headers } : {}),
    ...(queryParameters.length > 0 ? { queryParameters } : {}),
    ...(dynamicMetadata.length > 0 ? { dynamicMetadata } : {}),
  };
}

/** True for a match that no later route of the same list can get past: any path and nothing else asked. */
export function isCatchAll(match: RouteMatch): boolean {
  const anyPath =
    match.prefix === '/' || match.pathSeparatedPrefix === '/' || match.safeRegex?.regex === '.*';
  return anyPath && !match.headers && !match.queryParameters && !match.dynamicMetadata;
}

function asksOnlyPath(match: HttpMatchRequest): boolean {
  const { headers, withoutHeaders, queryParams, method, authority, scheme } = match;
  return !headers && !withoutHeaders && !queryParams && !method && !authority && !scheme;
}

function pathSpecifier(uri: StringMatch | undefined, semantics: string, caseSensitive: boolean): RouteMatch {
  if (uri?.exact !== undefined) return { path: uri.exact, caseSensitive };
  if (uri?.regex !== undefined) return { safeRegex: { regex: uri.regex }, caseSensitive };
  if (uri?.prefix === undefined) return { prefix: '/', caseSensitive };
  const { prefix } = uri;
  if (semantics === 'istio' || prefix === '/') return { prefix, caseSensitive };
  return { pathSeparatedPrefix: prefix.endsWith('/') ? prefix.slice(0, -1) : prefix, caseSensitive };
}

function headerMatchers(match: HttpMatchRequest): HeaderMatcher[] {
  const wanted = Object.entries(match.headers ?? {})
    .filter(([name]) => claimMatcher(name, undefined) === undefined)
    .map(([name, value]) => headerMatcher(name, value));
  const unwanted = Object.entries(match.withoutHeaders ?? {})
    .filter(([name]) => claimMatcher(name, undefined) === undefined)
    .map(([name, value]) => invert(headerMatcher(name, value)));
  const sorted = [...wanted, ...unwanted].sort((a, b) => compareText(a.name, b.name));
  if (match.method) sorted.push(headerMatcher(':method', match.method));
  if (match.authority) sorted.push(headerMatcher(':authority', match.authority));
  if (match.scheme) sorted.push(headerMatcher(':scheme', match.scheme));
  return sorted;
}

function claimMatchers(match: HttpMatchRequest): NonNullable<RouteMatch['dynamicMetadata']> {
  const wanted = Object.entries(match.headers ?? {}).map(([name, value]) => claimMatcher(name, value));
  const unwanted = Object.entries(match.withoutHeaders ?? {}).map(([name, value]) => {
    const matcher = claimMatcher(name, value);
    return matcher && { ...matcher, invert: true };
  });
  return [...wanted, ...unwanted].filter((matcher) => matcher !== undefined);
}

function headerMatcher(name: string, value: StringMatch | null): HeaderMatcher {
  const stringMatch = toStringMatch(value);
  return stringMatch === undefined ? { name, presentMatch: true } : { name, stringMatch };
}

/** An absent header counts as the empty string, so that it satisfies the negation of a value. */
function invert(matcher: HeaderMatcher): HeaderMatcher {
  if (matcher.presentMatch) return { ...matcher, invertMatch: true };
  return { ...matcher, invertMatch: true, treatMissingHeaderAsEmpty: true };
}

function queryMatcher(name: string, value: StringMatch | null): QueryParameterMatcher {
  const stringMatch = toStringMatch(value);
  return stringMatch === undefined ? { name, presentMatch: true } : { name, stringMatch };
}
