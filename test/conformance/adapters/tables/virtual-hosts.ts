import type { RouteConfiguration } from '../../../../sandbox/envoy/config/index';
import type { Service } from '../../../../sandbox/istio/discovery/index';
import { createContext } from '../../../../sandbox/istio/translate/context';
import { sidecarRouteConfiguration } from '../../../../sandbox/istio/translate/route-configurations/sidecar-route-configuration';
import { serviceDomains } from '../../../../sandbox/istio/translate/route-configurations/virtual-host-domains';
import { at, entries, items, number, text, textMap, texts, truth, type Go } from './go-literal';
import { addressView } from './ip-families';
import { configObject } from './manifest';
import { service, sidecar, snapshotOf, type GivenMesh } from './mesh';
import { differ, type Table } from './table';

const source = 'pilot/pkg/networking/core/httproute_test.go';

/** Virtual hosts of sidecars: which there are, and what they answer to. */
export const virtualHostTables: readonly Table[] = [
  {
    source,
    func: 'TestGenerateVirtualHostDomains',
    check: (row) =>
      differ(
        serviceDomains(
          service(row['service']),
          text(at(row['node'], 'DNSDomain')),
          addressView(row['node'], truth(row['enableDualStack'])),
        ).all,
        texts(row['want']),
      ),
  },
  {
    source,
    func: 'TestSidecarOutboundHTTPRouteConfigWithDuplicateHosts',
    check: (row) => {
      const routes = routesOf({
        services: items(row['services']).map(httpService),
        configs: items(row['config']).map(configObject),
      });
      const domains = routes.virtualHosts.map((host) => [host.name, host.domains] as const);
      const clusters = routes.virtualHosts.map(
        (host) => [host.name, host.routes[0]?.route?.cluster ?? ''] as const,
      );
      const hosts = entries(row['expectedHosts']).map(([name, list]) => [name, texts(list)] as const);
      return (
        differ(sorted(domains), sorted(hosts)) ??
        differ(sorted(clusters), sorted(Object.entries(textMap(row['expectedDestination']))))
      );
    },
  },
  {
    source,
    func: 'TestSidecarOutboundHTTPRouteConfig',
    check: (row) => {
      const policy = truth(row['registryOnly']) ? 'REGISTRY_ONLY' : 'ALLOW_ANY';
      const config = row['sidecarConfig'];
      const routes = routesOf(
        {
          services: mesh,
          configs: [
            ...items(row['virtualServiceConfigs']).map(configObject),
            ...(config === undefined || config === null ? [] : [configObject(config)]),
          ],
          meshConfig: { outboundTrafficPolicy: { mode: policy } },
        },
        text(row['routeName']),
        sidecar('not-default', { dnsDomain: 'default.example.org' }),
      );
      const domains = routes.virtualHosts.map((host) => [host.name, [...host.domains].sort()] as const);
      const wanted = entries(row['expectedHosts']).map(
        ([name, list]) =>
          [
            name,
            entries(list)
              .map(([domain]) => domain)
              .sort(),
          ] as const,
      );
      const count = routes.virtualHosts.reduce((sum, host) => sum + host.routes.length, 0);
      return (
        differ(sorted(domains), sorted(wanted)) ??
        differ(count, number(row['expectedRoutes']) || wanted.length)
      );
    },
  },
];

function sorted<Value>(list: readonly (readonly [string, Value])[]): readonly (readonly [string, Value])[] {
  return [...list].sort(([one], [other]) => (one < other ? -1 : 1));
}

function routesOf(given: GivenMesh, name = '80', proxy = sidecar()): RouteConfiguration {
  return sidecarRouteConfiguration(createContext(snapshotOf(given), proxy), name);
}

/** The services that stand around every row of the table. */
const mesh: readonly Service[] = (
  [
    ['bookinfo.com', '*', '0.0.0.0', 'default', 9999, 70],
    ['private.com', '.', '0.0.0.0', 'default', 9999, 80],
    ['test.com', '*', '8.8.8.8', 'not-default', 8080],
    ['test-private.com', '.', '9.9.9.9', 'not-default', 80, 70],
    ['test-private-2.com', '.', '9.9.9.10', 'not-default', 60],
    ['test-headless.com', '*', '0.0.0.0', 'not-default', 8888],
    ['service-A.default.svc.cluster.local', '*', '', 'default', 7777],
  ] as const
).map(([host, exportedTo, address, namespace, ...ports]) =>
  http(host, exportedTo, address, namespace, ports),
);

/** `buildHTTPService(host, exported to, address, namespace, ports...)`. */
export function httpService(value: Go): Service {
  const [host, exportedTo, address, namespace, ...ports] = items(at(value, 'args'));
  const visibility = text(exportedTo) === '$visibility.Private' ? '.' : '*';
  return http(text(host), visibility, text(address), text(namespace), ports.map(number));
}

function http(
  host: string,
  exportedTo: string,
  address: string,
  namespace: string,
  ports: readonly number[],
): Service {
  return service({
    Hostname: host,
    DefaultAddress: address,
    Resolution: address === '0.0.0.0' ? 'Passthrough' : 'DNSLB',
    Ports: ports.map((port) => ({ Name: `http-${String(port)}`, Port: port, Protocol: '$protocol.HTTP' })),
    Attributes: {
      ServiceRegistry: 'Kubernetes',
      Namespace: namespace,
      ExportTo: { [exportedTo]: {} },
    },
  });
}
