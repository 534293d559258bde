import type { BackendRef, Destination, HttpRoute, HttpRouteRule, HttpRouteSpec } from '../api/index';
import type { Config } from '../config';
import type { HttpRule } from '../virtual-service';
import { backendHost } from './backend';
import { applyFilters, headersOf } from './http-filters';
import { compareMatches, toMatchRequest } from './http-match';

/** The rules of an HTTPRoute, one per match, in the order of Gateway API's precedence. */
export function toHttpRules(config: Config<HttpRouteSpec>, clusterDomain: string): HttpRule[] {
  const rules = (config.spec.rules ?? []).flatMap((rule, index) => {
    const path = `spec.rules[${String(index)}]`;
    const route = toRoute(config, rule, index, clusterDomain);
    return (rule.matches ?? [{}]).map((match) => ({
      route: { ...route, match: [toMatchRequest(match)] },
      config,
      path,
    }));
  });
  return rules.sort((a, b) => compareMatches(a.route.match[0] ?? {}, b.route.match[0] ?? {}));
}

function toRoute(
  config: Config<HttpRouteSpec>,
  rule: HttpRouteRule,
  index: number,
  clusterDomain: string,
): HttpRoute {
  const destinationOf = (backend: BackendRef): Destination => ({
    host: backendHost(backend, config.namespace, clusterDomain),
    ...(backend.port === undefined ? {} : { port: { number: backend.port } }),
  });
  const filtered = applyFilters(rule.filters ?? [], destinationOf);
  const { request, backendRequest } = rule.timeouts ?? {};
  const timeout = [request, backendRequest].find((text) => text !== undefined && text !== '0s');
  return {
    name: `${config.namespace}.${config.name}.${String(index)}`,
    ...filtered,
    ...(timeout === undefined ? {} : { timeout }),
    ...(filtered.redirect ? {} : toDestinations(rule.backendRefs ?? [], destinationOf)),
  };
}

/** Nothing to send to (no backend, or all of weight 0) is answered with 500. */
function toDestinations(
  backends: readonly BackendRef[],
  destinationOf: (backend: BackendRef) => Destination,
): Pick<HttpRoute, 'route' | 'directResponse'> {
  const used = backends.filter((backend) => backend.weight !== 0);
  if (used.length === 0) return { directResponse: { status: 500 } };
  return {
    route: used.map((backend) => {
      const headers = headersOf(backend.filters ?? []);
      return {
        destination: destinationOf(backend),
        weight: backend.weight ?? 1,
        ...(headers ? { headers } : {}),
      };
    }),
  };
}
