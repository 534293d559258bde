import type { Listener, RetryPolicy } from '../../../../sandbox/envoy/config/index';
import type { HttpRetry, ServerTlsSettings } from '../../../../sandbox/istio/discovery/api/index';
import { parseProtocol } from '../../../../sandbox/istio/discovery/protocol';
import { DEFAULT_MESH_CONFIG, type MeshConfig } from '../../../../sandbox/istio/discovery/mesh-config';
import type { Endpoint } from '../../../../sandbox/istio/discovery/index';
import { createContext } from '../../../../sandbox/istio/translate/context';
import { gatewayListeners } from '../../../../sandbox/istio/translate/listeners/gateway-listeners';
import { outboundListeners } from '../../../../sandbox/istio/translate/listeners/outbound-listeners';
import { virtualInboundListener } from '../../../../sandbox/istio/translate/listeners/virtual-inbound';
import { mergeGateways } from '../../../../sandbox/istio/translate/gateways/merged-gateway';
import { inboundRouteConfiguration } from '../../../../sandbox/istio/translate/route-configurations/inbound-route-configuration';
import { secretServer } from '../../../../sandbox/istio/translate/tls/secret-server';
import { serverTls } from '../../../../sandbox/istio/translate/tls/tls-context';
import { lowerFirst } from '../../go-literal';
import { at, constant, items, NotData, number, text, texts, truth, type Go } from './go-literal';
import { drawnNames } from './gateways';
import { configObject, message } from './manifest';
import { service, sidecar, snapshotOf, type GivenMesh } from './mesh';
import { protocol } from './protocols';
import { differ, type Table } from './table';
import { specObject, testEndpoint } from './test-clusters';

const source = 'pilot/pkg/networking/core/listener_test.go';

/** What proxies listen on, and what they do with what arrives. */
export const listenerTables: readonly Table[] = [
  {
    source,
    func: 'TestBuildListenerTLSContext',
    check: (row) => {
      const mesh = { ...DEFAULT_MESH_CONFIG, ...(message(at(row['push'], 'Mesh')) as Partial<MeshConfig>) };
      const settings = message(row['serverTLSSettings']) as ServerTlsSettings;
      const context = serverTls(
        settings,
        truth(row['gatewayTCPServerWithTLS']),
        mesh,
        calledServer(row['push']),
      ).typedConfig;
      const common = context?.commonTlsContext;
      return differ(
        [
          common?.tlsCertificateSdsSecretConfigs?.length,
          common?.validationContextSdsSecretConfig !== undefined,
        ],
        [number(row['expectedCertCount']), truth(row['expectedValidation'])],
      );
    },
  },
  {
    source,
    func: 'TestApplyDownstreamTLSDefaults',
    check: (row) => {
      const tlsDefaults = message(row['tlsDefaults']) as MeshConfig['tlsDefaults'];
      const mesh = { ...DEFAULT_MESH_CONFIG, ...(tlsDefaults ? { tlsDefaults } : {}) };
      const found = serverTls({ mode: 'SIMPLE' }, true, mesh).typedConfig?.commonTlsContext?.tlsParams;
      return differ(found && sorted(found), wantedParams(row['expected']));
    },
  },
  {
    source: 'pilot/pkg/networking/core/route/route_test.go',
    func: 'TestInboundHTTPRoute',
    check: (row) => {
      const retries = message(at(row['mesh'], 'DefaultInboundHttpRetryPolicy')) as HttpRetry | undefined;
      const [host] = inboundRouteConfiguration({
        cluster: 'cluster',
        servicePort: 0,
        protocol: parseProtocol(protocol(row['protocol'])),
        operation: 'operation',
        origin: { kind: 'Service', namespace: '', name: '', path: '' },
        ...(retries ? { retries } : {}),
      }).virtualHosts;
      const route = host?.routes[0];
      const wanted = at(row['expected'], 'Action', 'Route');
      return differ(
        [
          route?.name,
          route?.route?.cluster,
          retriesShown(route?.route?.retryPolicy),
          route?.decorator?.operation,
        ],
        [
          text(at(row['expected'], 'Name')),
          text(at(wanted, 'ClusterSpecifier', 'Cluster')),
          retriesShown(message(at(wanted, 'RetryPolicy')) as RetryPolicy | undefined),
          text(at(row['expected'], 'Decorator', 'Operation')),
        ],
      );
    },
  },
  {
    source: 'pilot/pkg/networking/core/httproute_test.go',
    func: 'TestInboundHTTPRouteConfig',
    check: (row) => {
      if (constant(at(row['proxy'], 'Type')) === 'Waypoint') return 'not simulated: waypoints and HBONE';
      const target = service({
        Hostname: 'test.com',
        Ports: [{ Name: 'default', Port: 8080, Protocol: '$protocol.HTTP' }],
        Attributes: { Namespace: 'default' },
      });
      const endpoints = new Map([['default/test.com', [testEndpoint(8080, 8080, '', 1, '1.1.1.1')]]]);
      const snapshot = snapshotOf({
        services: [target],
        endpoints,
        meshConfig: changedMesh(row['meshConfig']),
      });
      const policies = virtualInboundListener(createContext(snapshot, sidecar('not-default')))
        .filterChains.filter(({ filterChainMatch }) => filterChainMatch?.destinationPort === 8080)
        .flatMap(({ filters }) =>
          filters.flatMap((filter) =>
            filter.name === 'envoy.filters.network.http_connection_manager'
              ? (filter.typedConfig.routeConfig?.virtualHosts ?? []).flatMap(({ routes }) => routes)
              : [],
          ),
        )
        .map((route) => route.route?.retryPolicy);
      const wanted = message(row['expectedRetry']) as RetryPolicy;
      return (
        differ(policies.length > 0, true) ??
        differ(
          policies.map(retriesShown),
          policies.map(() => retriesShown(wanted)),
        )
      );
    },
  },
  {
    source,
    func: 'TestOutboundListenerConflictWithReservedListener',
    check: (row) => {
      const isAll = at(row['services'], '$ident') === 'services';
      const found = outbound({
        services: isAll ? reservedServices : items(row['services']).map(portService),
        configs: row['sidecar'] ? [configObject(row['sidecar'])] : [],
      });
      const ports = found.map(({ address }) => address.socketAddress?.portValue);
      return differ(ports, items(row['expectedListener']).map(number));
    },
  },
  {
    source,
    func: 'TestOutboundListenerTCPWithVS',
    check: (row) => {
      const tcp = [
        {
          match: [{ destinationSubnets: ['10.10.0.0/24'], port: 8080 }],
          route: [{ destination: { host: 'test.org', port: { number: 80 } }, weight: 100 }],
        },
      ];
      const [only, ...others] = outbound(
        tcpMesh(text(row['CIDR']), { hosts: ['test.com'], gateways: ['mesh'], tcp }),
      );
      const ranges = (only?.filterChains ?? []).flatMap(({ filterChainMatch }) =>
        (filterChainMatch?.prefixRanges ?? []).map(({ addressPrefix }) => addressPrefix),
      );
      return (
        differ(others.length, 0) ??
        differ(ranges, texts(row['expectedChains'])) ??
        differ(
          filterNames(only),
          ranges.map(() => ['envoy.filters.network.tcp_proxy']),
        )
      );
    },
  },
  {
    source,
    func: 'TestOutboundListenerForHeadlessServices',
    check: (row) => {
      const chosen = items(row['services']).flatMap((one) => headless(text(at(one, '$ident'))));
      const services = at(row['services'], '$ident') === 'services' ? headless('svc') : chosen;
      const found = outbound({
        services,
        endpoints: podEndpoints(row['instances']),
        // The test turns it on before its rows.
        features: { headlessFilterChainListener: true },
      }).filter(({ address }) => address.socketAddress?.portValue === HEADLESS_PORT);
      const chains = number(row['numFilterChainsOnListener']);
      return (
        differ(found.length, number(row['numListenersOnServicePort'])) ??
        (chains > 0 ? differ(found[0]?.filterChains.length, chains) : undefined)
      );
    },
  },
  {
    source,
    func: 'TestOutboundListenerConfig_WithAutoAllocatedAddress',
    check: (row) => {
      const given = items(row['services']);
      const snapshot = snapshotOf({
        services: given.map(service),
        configs: row['sidecar'] ? [configObject(row['sidecar'])] : [],
      });
      const allocatedAddresses = new Map(
        given.map((one) => [
          `${text(at(one, 'Attributes', 'Namespace'))}/${text(at(one, 'Hostname'))}`,
          [text(at(one, 'AutoAllocatedIPv4Address'))],
        ]),
      );
      const proxy = sidecar('not-default', { dnsAutoAllocate: true });
      const found = outboundListeners(createContext({ ...snapshot, allocatedAddresses }, proxy)).filter(
        ({ address }) => address.socketAddress?.portValue === 79,
      );
      const allocated = found.map(
        ({ address }) => address.socketAddress?.address.startsWith('240.240') === true,
      );
      return (
        differ(found.length, number(row['numListenersOnServicePort'])) ??
        (truth(row['useAutoAllocatedAddress']) ? differ(allocated.includes(false), false) : undefined)
      );
    },
  },
  {
    source: 'pilot/pkg/networking/core/gateway_test.go',
    func: 'TestBuildGatewayListenersFilters',
    check: (row) => {
      const configs = items(row['configs']).map(drawnNames);
      const proxy = sidecar('default', { type: 'router', labels: {} });
      if (configs.some(({ kind }) => kind === 'TrafficExtension')) return 'not simulated: TrafficExtension';
      const context = createContext(snapshotOf({ configs }), proxy);
      const [found, ...others] = gatewayListeners(context, mergeGateways(context));
      const wanted = items(at(row['expectedListener'], 'FilterChains'));
      return (
        differ(others.length, 0) ??
        differ(
          (found?.filterChains ?? []).map((chain) => chain.filters.map(({ name }) => name)),
          wanted.map((chain) => texts(at(chain, 'NetworkFilters')).flatMap(filterName)),
        )
      );
    },
  },
];

/** `func() *model.PushContext { .. Sds: &..{Service: "a", Port: 1} .. }`: who has secrets beside istiod. */
function calledServer(push: Go): ReturnType<typeof secretServer> {
  const body = text(at(push, '$call'));
  const [, hostname = ''] = /\bService:\s*"([^"]+)"/.exec(body) ?? [];
  const port = Number(/\bPort:\s*(\d+)/.exec(body)?.[1]);
  if (hostname === '') return undefined;
  const extensionProviders = [{ name: 'provider', sds: { service: hostname, port } }];
  const services = [service({ Hostname: hostname, Ports: [{ Name: 'grpc', Port: port, Protocol: 'GRPC' }] })];
  return secretServer(createContext(snapshotOf({ services, meshConfig: { extensionProviders } }), sidecar()));
}

/** `func() *meshapi.MeshConfig { m := mesh.DefaultMeshConfig(); m.Field = &networking.HTTPRetry{Attempts: 4}; .. }`. */
function changedMesh(value: Go): Partial<MeshConfig> {
  const body = text(at(value, '$call'));
  const set = body.matchAll(/\bm\.(\w+) = &networking\.\w+\{([^}]*)\}/g);
  return Object.fromEntries(
    [...set].map(([, field = '', members = '']) => [lowerFirst(field), literalFields(members)]),
  );
}

/** `Attempts: 4, RetryOn: "reset"`. */
function literalFields(members: string): Readonly<Record<string, unknown>> {
  const each = members.matchAll(/(\w+): ("[^"]*"|\d+)/g);
  return Object.fromEntries(
    [...each].map(([, name = '', value = '']) => [lowerFirst(name), JSON.parse(value) as unknown]),
  );
}

function outbound(given: GivenMesh): Listener[] {
  return outboundListeners(createContext(snapshotOf(given), sidecar('not-default')));
}

const HEADLESS_PORT = 9999;

/** The services without an address that rows name. */
function headless(name: string): readonly ReturnType<typeof service>[] {
  const isOutside = name.startsWith('ext');
  const selective = name === 'extSvcSelector' ? { LabelSelectors: { foo: 'bar' } } : {};
  const host = {
    svc: 'test.com',
    autoSvc: 'test.com',
    extSvc: 'example1.com',
    extSvcSelector: 'example2.com',
  };
  const hostname = host[name as keyof typeof host] as string | undefined;
  if (hostname === undefined) throw new NotData(`a variable of the test: ${name}`);
  return [
    service({
      Hostname: hostname,
      DefaultAddress: '0.0.0.0',
      Resolution: 'Passthrough',
      Ports: [
        {
          Name: 'default',
          Port: HEADLESS_PORT,
          Protocol: name === 'autoSvc' ? '$protocol.Unsupported' : '$protocol.TCP',
        },
      ],
      Attributes: {
        Namespace: 'default',
        ServiceRegistry: isOutside ? 'External' : 'Kubernetes',
        ...selective,
      },
    }),
  ];
}

/** `buildServiceInstance(service, address)`s. */
function podEndpoints(value: Go): NonNullable<GivenMesh['endpoints']> {
  const result = new Map<string, Endpoint[]>();
  for (const instance of items(value)) {
    const [named, address] = items(at(instance, 'args'));
    const name = at(named, '$ident') ?? 'svc';
    const [target] = headless(text(name));
    const key = `default/${target?.hostname ?? ''}`;
    const known = result.get(key) ?? [];
    result.set(key, [...known, testEndpoint(HEADLESS_PORT, HEADLESS_PORT, '', 1, text(address))]);
  }
  return result;
}

/** `buildServiceWithPort(host, port, protocol, creation time)`. */
function portService(value: Go): ReturnType<typeof service> {
  const [host, port, spoken] = items(at(value, 'args'));
  return service({
    Hostname: host,
    DefaultAddress: '0.0.0.0',
    Ports: [{ Name: 'default', Port: port, Protocol: spoken }],
    Attributes: { Namespace: 'default' },
  });
}

/** The services of all rows: their ports are the proxy's own, but for two. */
const reservedServices = [
  ['HTTP', 15021],
  ['TCP', 15090],
  ['HTTP', 8080],
  ['HTTP', 15001],
  ['TCP', 15006],
  ['HTTP', 8081],
].map(([spoken, port], index) =>
  portService({ args: [`test${String(index + 1)}.com`, port, `$protocol.${String(spoken)}`] }),
);

/** One TCP service on an address, and a VirtualService for it. */
function tcpMesh(address: string, spec: unknown): GivenMesh {
  const target = service({
    Hostname: 'test.com',
    DefaultAddress: address,
    Ports: [{ Name: 'default', Port: 8080, Protocol: '$protocol.TCP' }],
    Attributes: { Namespace: 'default' },
  });
  return { services: [target], configs: specObject('VirtualService', 'test-vs', spec) };
}

function filterNames(listener: Listener | undefined): readonly (readonly string[])[] {
  return (listener?.filterChains ?? []).map(({ filters }) => filters.map(({ name }) => name));
}

const FILTERS: Readonly<Record<string, string>> = {
  HTTPConnectionManager: 'envoy.filters.network.http_connection_manager',
  TCPProxy: 'envoy.filters.network.tcp_proxy',
  RoleBasedAccessControl: 'envoy.filters.network.rbac',
  ExternalAuthorization: 'envoy.filters.network.ext_authz',
};

/** Filters that only observe bytes are not written into our chains. */
function filterName(name: string): readonly string[] {
  const own = constant(name);
  return ['MxFilterName', 'StatsFilterName'].includes(own) ? [] : [FILTERS[own] ?? name];
}

function retriesShown(policy: RetryPolicy | undefined): unknown {
  if (policy === undefined) return undefined;
  const { retryOn, numRetries, retriableStatusCodes = [], retryBackOff } = policy;
  return {
    retryOn,
    numRetries,
    retriableStatusCodes,
    base: Number.parseFloat(retryBackOff?.baseInterval ?? ''),
  };
}

function wantedParams(value: Go): unknown {
  if (value === undefined || value === null) return undefined;
  const minimum = text(at(value, 'TlsMinimumProtocolVersion')).split('TlsParameters_').at(-1);
  const { tlsMinimumProtocolVersion: _read, ...rest } = message(value) as Readonly<Record<string, unknown>>;
  return sorted({ ...rest, ...(minimum ? { tlsMinimumProtocolVersion: minimum } : {}) });
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
