import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProxyConfig, Route } from '../../sandbox/envoy/config/index';
import type { RequestFacts } from '../../sandbox/envoy/match/request-facts';
import { CompiledRouteConfiguration } from '../../sandbox/envoy/match/route-configuration';
import { pathnameOf, queryOf } from '../../sandbox/envoy/match/request-facts';
import { compileRouteMatch, matchesRoute } from '../../sandbox/envoy/match/route-table';
import { takeSnapshot, translate } from '../../sandbox/istio/index';
import { HttpHeaders } from '../../sandbox/net/index';
import { meshObjects } from '../conformance/mesh-objects';
import { httpRoute } from '../real-envoy/random/http-route';
import { foundationOn } from '../real-envoy/random/loopback-mesh';
import { object } from '../real-envoy/random/manifest';
import { probesTo } from '../real-envoy/random/probes';
import { sidecar } from './support/mesh';

const UPSTREAM_PORT = 8080;
const FOUNDATION = foundationOn(UPSTREAM_PORT);
const HOST = 'a.example.com';
const rules = fc.array(httpRoute, { minLength: 1, maxLength: 6 });
const requests = fc.array(
  probesTo(UPSTREAM_PORT).map(({ method, path, headers }): RequestFacts => ({
    method,
    scheme: 'http',
    authority: HOST,
    pathname: pathnameOf(path),
    query: queryOf(path),
    headers: new HttpHeaders(headers),
  })),
  { minLength: 20, maxLength: 20 },
);

function configOf(http: readonly object[]): ProxyConfig {
  const service = object('VirtualService', { name: 'one' }, { spec: { hosts: [HOST], http } });
  return translate(takeSnapshot(meshObjects([...FOUNDATION, service])), sidecar());
}

function routesOf(config: ProxyConfig): CompiledRouteConfiguration {
  const found = config.routeConfigurations.find(({ name }) => name === '80');
  if (!found) throw new Error('no routes for port 80');
  return new CompiledRouteConfiguration(found);
}

/** What a route does; its name and the place it was written at aside. */
function answer(route: Route | undefined): string {
  return JSON.stringify(route, (key, value: unknown) =>
    key === 'origin' || key === 'destinationRule' ? undefined : value,
  );
}

const ELSEWHERE = { directResponse: { status: 299 } };

describe('the answers of a VirtualService', () => {
  it('are those of the first rule that matches, whatever the index of routes does', () => {
    fc.assert(
      fc.property(rules, requests, (http, list) => {
        const routes = routesOf(configOf(http));
        for (const request of list) {
          const host = routes.find(request.authority);
          const first = host?.config.routes.find((route) =>
            matchesRoute(compileRouteMatch(route.match), request),
          );
          expect(host?.find(request)?.config).toBe(first);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stay when a rule is added that no request reaches', () => {
    const added = fc.tuple(rules, fc.nat()).map(([http, place]) => {
      const copied = http[place % http.length] as { readonly match?: unknown };
      const unreachable = copied.match === undefined ? ELSEWHERE : { match: copied.match, ...ELSEWHERE };
      return { http, more: [...http, unreachable] };
    });
    fc.assert(
      fc.property(added, requests, ({ http, more }, list) => {
        const [before, after] = [routesOf(configOf(http)), routesOf(configOf(more))];
        for (const request of list) {
          const find = (routes: CompiledRouteConfiguration): string =>
            answer(routes.find(request.authority)?.find(request)?.config);
          expect(find(after)).toBe(find(before));
        }
      }),
      { numRuns: 60 },
    );
  });
});
