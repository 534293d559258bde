import type { NetworkFilter, TcpProxy } from '../../../../sandbox/envoy/config/index';
import type { RouteDestination } from '../../../../sandbox/istio/discovery/api/index';
import { toConfig } from '../../../../sandbox/istio/discovery/config';
import { DEFAULT_MESH_CONFIG } from '../../../../sandbox/istio/discovery/index';
import { startedWith } from '../../../../sandbox/istio/push/started-with';
import { anyHostCache } from '../../../../sandbox/istio/translate/clusters/static-clusters';
import { createContext } from '../../../../sandbox/istio/translate/context';
import { inboundChains } from '../../../../sandbox/istio/translate/filter-chains/inbound-chains';
import { matchOptions } from '../../../../sandbox/istio/translate/filter-chains/inbound-match-options';
import { tcpProxyToDestinations } from '../../../../sandbox/istio/translate/network-filters/tcp-proxy';
import type { KubeObject } from '../../../../sandbox/kube/index';
import { readObjects } from '../../mesh-objects';
import { at, items, number, text, truth, type Go } from './go-literal';
import { message } from './manifest';
import { service, sidecar, snapshotOf, type GivenMesh } from './mesh';
import { differ, type Table } from './table';

const source = 'pilot/pkg/networking/core/networkfilter_test.go';
const NAMESPACE = 'not-default';

/** How TCP connections are forwarded. */
export const networkFilterTables: readonly Table[] = [
  {
    source,
    func: 'TestInboundNetworkFilterStatPrefix',
    check: (row) => {
      const meshConfig = { inboundClusterStatName: text(row['statPattern']) };
      return differ(inbound({ meshConfig }, '').statPrefix, text(row['expectedStatPrefix']));
    },
  },
  {
    source,
    func: 'TestInboundNetworkFilterIdleTimeout',
    check: (row) => differ(inbound({}, text(row['idleTimeout'])).idleTimeout, message(row['expected'])),
  },
  {
    source,
    func: 'TestOutboundNetworkFilterIdleTimeout',
    check: (row) => {
      const found = outbound(
        {
          services: ['example.com', 'example-canary.com'].map((host) => plainService(host, 443, 'TLS')),
          configs: rules(row['destRule']),
        },
        row['routes'],
        443,
        text(row['istioMetaIdleTimeout']),
      );
      return differ(found.idleTimeout, message(row['expected']));
    },
  },
  {
    source,
    func: 'TestBuildOutboundNetworkFiltersTunnelingConfig',
    check: (row) => {
      const found = outbound(
        {
          services: [plainService('example.com', 443, 'TLS'), plainService('tunnel-proxy.com', 3128, 'HTTP')],
          configs: rules(row['destinationRule']),
        },
        row['routeDestinations'],
        443,
      ).tunnelingConfig;
      const wanted = row['expectedTunnelingConfig'] ?? undefined;
      const actual = found && { hostname: found.hostname, usePost: found.usePost === true };
      return differ(actual, wanted);
    },
  },
  {
    source,
    func: 'TestBuildAllowAnyDynamicDNSDNSCacheConfig',
    check: (row) => {
      const meta = row['meta'];
      const environment = {
        ISTIO_META_DNS_CAPTURE: String(truth(at(meta, 'DNSCapture'))),
        ISTIO_META_DNS_PROXY_ADDR: text(at(meta, 'DNSProxyAddr')),
      };
      const proxy = { ...sidecar(NAMESPACE), ...startedWith(environment, DEFAULT_MESH_CONFIG) };
      const resolvers = at(
        anyHostCache(createContext(snapshotOf({}), proxy)),
        'typedDnsResolverConfig',
        'typedConfig',
        'resolvers',
      );
      const wanted = truth(row['expectResolver'])
        ? [{ socketAddress: { address: text(row['expectHost']), portValue: number(row['expectPort']) } }]
        : undefined;
      return differ(resolvers, wanted);
    },
  },
  {
    source,
    func: 'TestOutboundNetworkFilterStatPrefix',
    check: (row) => {
      const found = outbound(
        {
          services: [plainService('test.com', 8080, 'TCP')],
          meshConfig: { outboundClusterStatName: text(row['statPattern']) },
        },
        row['routes'],
        9999,
        '',
        'test.com.ns',
      );
      return differ(found.statPrefix, text(row['expectedStatPrefix']));
    },
  },
  {
    source,
    func: 'TestOutboundNetworkFilterWithSourceIPHashing',
    check: (row) => {
      const hosts = ['test.com', 'testsimple.com', 'subsettest.com', 'subsettestdifferent.com'];
      const services = hosts.map((host) => plainService(host, 8080, 'TCP'));
      const found = outbound({ services, configs: hashingRules }, row['routes'], 9999);
      return differ(found.hashPolicy !== undefined, truth(row['useSourceIP']));
    },
  },
];

/** The filter that hands a connection to the application. */
function inbound(given: GivenMesh, idleTimeout: string): TcpProxy {
  const context = createContext(snapshotOf(given), sidecar(NAMESPACE, { idleTimeout }));
  const port = {
    targetPort: 0,
    servicePort: 0,
    protocol: 'TCP' as const,
    cluster: 'inbound|8888||',
    bind: '0.0.0.0',
    passthrough: false,
    hostname: 'v0.default.example.org',
    origin: { kind: 'Service', namespace: '', name: '', path: '' },
  };
  const [chain] = inboundChains(context, port, matchOptions(context, 'DISABLE', 'TCP'));
  return tcpProxyOf(chain?.filters.at(-1));
}

/** The filter of a rule with these destinations, for a client in the tests' namespace. */
function outbound(
  given: GivenMesh,
  routes: Go,
  port: number,
  idleTimeout = '',
  id = `routing.${NAMESPACE}`,
): TcpProxy {
  const context = createContext(snapshotOf(given), sidecar(NAMESPACE, { idleTimeout }));
  const at = id.lastIndexOf('.');
  const metadata = { name: id.slice(0, at), namespace: id.slice(at + 1) };
  return tcpProxyOf(
    tcpProxyToDestinations(context, {
      destinations: items(routes).map((route) => message(route) as RouteDestination),
      port: { port, name: '' },
      config: toConfig({ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata }),
      path: 'spec.tcp[0]',
    }),
  );
}

function tcpProxyOf(filter: NetworkFilter | undefined): TcpProxy {
  if (filter?.name !== 'envoy.filters.network.tcp_proxy') throw new Error('no TCP proxy');
  return filter.typedConfig;
}

/** A service with one port in the default namespace. */
function plainService(host: string, port: number, protocol: string): ReturnType<typeof service> {
  return service({
    Hostname: host,
    Ports: [{ Name: 'default', Port: port, Protocol: protocol }],
    Attributes: { Namespace: 'default' },
  });
}

/** The row's DestinationRule, if it has one. */
function rules(spec: Go): KubeObject[] {
  if (at(spec, 'Host') === undefined) return [];
  const metadata = { name: 'rule', namespace: NAMESPACE };
  return [{ apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata, spec: message(spec) }];
}

const SOURCE_IP = 'trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true}}}';

/** The rules around every row about hashing. */
const hashingRules = readObjects(
  [
    ['testsimple.com', 'trafficPolicy: {loadBalancer: {simple: UNSPECIFIED}}'],
    ['test.com', SOURCE_IP],
    ['subsettest.com', `${SOURCE_IP}, subsets: [{name: v1, labels: {version: v1}}]`],
    [
      'subsettestdifferent.com',
      `${SOURCE_IP}, subsets: [{name: v1, trafficPolicy: {loadBalancer: {simple: UNSPECIFIED}}}]`,
    ],
  ]
    .map(
      ([host = '', policy = '']) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${host}, namespace: ${NAMESPACE}}
spec: {host: ${host}, ${policy}}`,
    )
    .join('\n---'),
);
