import type { Route, RouteMatch } from '../../../../sandbox/envoy/config/index';
import type {
  HttpFaultInjection,
  HttpMatchRequest,
  HttpRoute,
  L4MatchAttributes,
  StringMatch,
} from '../../../../sandbox/istio/discovery/api/index';
import { concatenate } from '../../../../sandbox/istio/translate/route-configurations/gateway-route-configuration';
import { sidecarRouteConfiguration } from '../../../../sandbox/istio/translate/route-configurations/sidecar-route-configuration';
import { appliesHere } from '../../../../sandbox/istio/translate/routes/http-routes';
import { createContext } from '../../../../sandbox/istio/translate/context';
import { matchesMesh } from '../../../../sandbox/istio/translate/filter-chains/l4-match';
import { claimMatcher } from '../../../../sandbox/istio/translate/routes/claim-match';
import { translateFault } from '../../../../sandbox/istio/translate/routes/fault';
import { DEFAULT_FEATURES } from '../../../../sandbox/istio/discovery/index';
import { translateMirrors } from '../../../../sandbox/istio/translate/routes/mirror';
import { operationPath, operationTarget } from '../../../../sandbox/istio/translate/routes/route-operation';
import { isCatchAll } from '../../../../sandbox/istio/translate/routes/route-match';
import { claimOrElement } from '../../../../sandbox/istio/translate/authorization/token-claims';
import { at, items, number, text, texts, truth, type Go } from './go-literal';
import { message } from './manifest';
import { readObjects } from '../../mesh-objects';
import { service, sidecar, snapshotOf } from './mesh';
import { stringMatcher } from './string-matchers';
import { differ, type Table } from './table';

const source = 'pilot/pkg/networking/core/route/route_internal_test.go';

/** Parts of routes: what they match, what they copy and break. */
export const routePartTables: readonly Table[] = [
  {
    source,
    func: 'TestIsCatchAllRoute',
    check: (row) => differ(isCatchAll(message(at(row['route'], 'Match')) as RouteMatch), truth(row['want'])),
  },
  {
    source,
    func: 'TestMirrorPercent',
    check: (row) => {
      const [mirror] = translateMirrors(message(row['route']) as HttpRoute, () => 'any', DEFAULT_FEATURES);
      return differ(mirror?.runtimeFraction, message(row['want']));
    },
  },
  {
    source,
    func: 'TestMirrorPercentByPolicy',
    check: (row) => {
      const mirrors = [message(row['policy'])] as HttpRoute['mirrors'];
      const [mirror] = translateMirrors({ ...(mirrors && { mirrors }) }, () => 'any', DEFAULT_FEATURES);
      return differ(mirror?.runtimeFraction, message(row['want']));
    },
  },
  {
    source,
    func: 'TestTranslateFault',
    check: (row) => differ(translateFault(message(row['fault']) as HttpFaultInjection), message(row['want'])),
  },
  {
    source,
    func: 'TestTranslateMetadataMatch',
    check: (row) => {
      const match = message(row['in']) as StringMatch | undefined;
      return differ(claimMatcher(text(row['name']), match), claims(row['want']));
    },
  },
  ...(['TestMatchTLS', 'TestMatchTCP'] as const).map((func): Table => ({
    source: 'pilot/pkg/networking/core/tls_test.go',
    func,
    check: (row) => matches(at(row['args'], 'match'), text(at(row['args'], 'namespace')), row['want']),
  })),
  {
    source,
    func: 'TestSourceMatchHTTP',
    check: (row) => {
      const context = createContext(
        snapshotOf({}),
        sidecar(text(at(row['args'], 'proxyNamespace')) || 'none'),
      );
      const match = message(at(row['args'], 'match')) as HttpMatchRequest;
      return differ(appliesHere({ context, listenPort: 0, gateway: 'mesh' }, match), truth(row['want']));
    },
  },
  {
    source: 'pilot/pkg/networking/core/route/route_test.go',
    func: 'TestSortVHostRoutes',
    check: (row) => {
      const routes = message(row['in']) as readonly Route[];
      return differ(concatenate([routes]), message(row['expected']));
    },
  },
  {
    source: 'pilot/pkg/networking/core/route/route_test.go',
    func: 'TestBuildHTTPRoutes',
    check: (row, key) => {
      const [found] = weightedRoute().route?.weightedClusters?.clusters.slice(Number(key)) ?? [];
      return differ(
        [
          found?.requestHeadersToAdd,
          found?.requestHeadersToRemove,
          found?.responseHeadersToAdd,
          found?.responseHeadersToRemove,
          found?.hostRewriteLiteral,
        ],
        [
          message(row['reqAdd']),
          message(row['reqRemove']),
          message(row['respAdd']),
          message(row['respRemove']),
          text(row['authority']),
        ],
      );
    },
  },
  {
    source: 'pilot/pkg/networking/telemetry/telemetry_test.go',
    func: 'TestTraceOperation',
    check: (row) => {
      const port = number(row['port']);
      const cluster = `outbound|${String(port)}||${text(row['host'])}`;
      return differ(
        `${operationTarget(cluster, '', port)}${operationPath({ prefix: '/' })}`,
        text(row['match']),
      );
    },
  },
];

/** Whether a match for connections of a namespace's proxies holds. */
function matches(match: Go, namespace: string, wanted: Go): string | undefined {
  const context = createContext(snapshotOf({}), sidecar(namespace || 'none'));
  return differ(matchesMesh(context, message(match) as L4MatchAttributes, 0), truth(wanted));
}

/** `MetadataMatcherForJWTClaims(path, matcher)`. */
function claims(value: Go): unknown {
  const [path, matcher] = items(at(value, 'args'));
  return value === undefined
    ? undefined
    : claimOrElement(texts(path), { stringMatch: stringMatcher(matcher) });
}

/** A route to two subsets, each with headers of its own. */
function weightedRoute(): Route {
  const [virtualService] = readObjects(
    `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: acme}
spec:
  hosts: [foo.extsvc.com]
  http:
  - route:
${['blue', 'green'].map(weightedDestination).join('\n')}`,
  );
  const configs = virtualService ? [virtualService] : [];
  const target = service({
    Hostname: 'foo.extsvc.com',
    DefaultAddress: '0.0.0.0',
    Ports: [{ Name: 'default', Port: 8080, Protocol: '$protocol.HTTP' }],
    Attributes: { Namespace: 'default' },
  });
  const context = createContext(snapshotOf({ services: [target], configs }), sidecar());
  const [host] = sidecarRouteConfiguration(context, '8080').virtualHosts;
  const [route] = host?.routes ?? [];
  if (route === undefined) throw new Error('no route');
  return route;
}

function weightedDestination(name: string): string {
  const operations = (side: string): string =>
    `{set: {x-route-${side}-set-${name}: v1}, add: {x-route-${side}-add-${name}: v2}, remove: [x-route-${side}-remove-${name}]}`;
  const host = `set: {":authority": ${name}.foo.extsvc.com, x-route-req-set-${name}: v1}`;
  const request = operations('req').replace(`set: {x-route-req-set-${name}: v1}`, host);
  return `
    - destination: {host: foo.extsvc.com, subset: ${name}}
      weight: 50
      headers: {request: ${request}, response: ${operations('resp')}}`;
}
