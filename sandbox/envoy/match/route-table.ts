import type { SingleReason } from '../../net/index';
import type { Route, RouteMatch } from '../config/index';
import { compileHeaderMatcher, type Condition } from './header-matcher';
import { compileMetadataMatcher } from './metadata-matcher';
import { compilePathMatcher, patternOf, type PathMatcher } from './path-matcher';
import { PrefixTrie, firstPassing } from './prefix-trie';
import { compileQueryMatcher } from './query-matcher';
import type { RequestFacts } from './request-facts';

/** So many routes need no index. */
const FEW = 4;

/** A route match, compiled. */
export interface RouteMatcher {
  readonly path: PathMatcher;
  readonly conditions: readonly Condition[];
}

/** Compiles one match: the path, then headers, query parameters and metadata, in the order written. */
export function compileRouteMatch(match: RouteMatch): RouteMatcher {
  return {
    path: compilePathMatcher(match),
    conditions: [
      ...(match.headers ?? []).map(compileHeaderMatcher),
      ...(match.queryParameters ?? []).map(compileQueryMatcher),
      ...(match.dynamicMetadata ?? []).map(compileMetadataMatcher),
    ],
  };
}

/** True when the path and every condition hold. */
export function matchesRoute(matcher: RouteMatcher, request: RequestFacts): boolean {
  return matcher.path.matches(request.pathname) && conditionsHold(matcher, request);
}

/** Why a route was passed over: the first thing that does not hold; undefined when it matches. */
export function mismatchReason(matcher: RouteMatcher, request: RequestFacts): SingleReason | undefined {
  if (!matcher.path.matches(request.pathname))
    return ['otherPath', patternOf(matcher.path), request.pathname];
  return matcher.conditions.find((condition) => !condition.holds(request))?.reason(request);
}

/**
 * The routes of a virtual host, indexed by path so that a look-up answers the first match in list order
 * without trying routes whose path cannot match. Exact paths are in a map, prefixes in a trie, the rest
 * (regexes, case-insensitive paths) in a list; the answer is the smallest position any of them finds. A few routes are
 * tried in order: that is quicker than an index.
 */
export class RouteTable {
  readonly #matchers: readonly RouteMatcher[];
  readonly #exact = new Map<string, number[]>();
  readonly #prefixes = new PrefixTrie();
  readonly #rest: number[] = [];
  readonly #matches = (index: number, request: RequestFacts): boolean => {
    const matcher = this.#matchers[index];
    return matcher !== undefined && matchesRoute(matcher, request);
  };

  constructor(routes: readonly Route[]) {
    this.#matchers = routes.map((route) => compileRouteMatch(route.match));
    const few = routes.length <= FEW;
    this.#matchers.forEach(({ path }, index) => {
      if (few || !path.caseSensitive || path.kind === 'regex') this.#rest.push(index);
      else if (path.kind === 'exact') this.#fileExact(path.text, index);
      else this.#prefixes.add(path.text, index);
    });
  }

  /** The matcher at a position. */
  matcher(index: number): RouteMatcher | undefined {
    return this.#matchers[index];
  }

  /** Position of the first route that matches; -1 when none does. */
  find(request: RequestFacts): number {
    const none = this.#matchers.length;
    const best = firstPassing(this.#rest, none > FEW ? this.#indexed(request) : none, this.#matches, request);
    return best === none ? -1 : best;
  }

  /** Position of the first route in the map or the trie that matches; the number of routes when none does. */
  #indexed(request: RequestFacts): number {
    const none = this.#matchers.length;
    const exact = this.#exact.get(request.pathname);
    const best = exact ? firstPassing(exact, none, this.#matches, request) : none;
    return this.#prefixes.first(request.pathname, best, this.#matches, request);
  }

  #fileExact(path: string, index: number): void {
    const filed = this.#exact.get(path);
    if (filed) filed.push(index);
    else this.#exact.set(path, [index]);
  }
}

function conditionsHold(matcher: RouteMatcher, request: RequestFacts): boolean {
  for (const condition of matcher.conditions) if (!condition.holds(request)) return false;
  return true;
}
