import { describe, expect, it } from 'vitest';
import type { ProxyNodeInfo } from '../../sandbox/istio/index';
import type { Features } from '../../sandbox/istio/discovery/features';
import { configOf, documents, ingress, INGRESS_SERVICE, service, sidecar } from './support/mesh';
import { printListeners } from './support/print';

const WORKLOAD = sidecar({ labels: { app: 'web', version: 'v1' }, ip: '10.244.3.1' });

/** The chains of one listener. */
function chainsOf(text: string, name: string, proxy = sidecar(), features: Partial<Features> = {}): string[] {
  const lines = printListeners(configOf(text, proxy, {}, features)).split('\n');
  const start = lines.indexOf(`listener ${name}`);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith('listener '));
  return start < 0 ? [] : rest.slice(0, end < 0 ? undefined : end).map((line) => line.trim());
}

function peerAuthentication(spec: string): string {
  return `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: p}
spec: ${spec}`;
}

/** The names of what stands in the way of requests, where a listener speaks HTTP first. */
function httpFiltersOf(text: string, proxy: ProxyNodeInfo, name: string): string[] {
  const listener = configOf(text, proxy).listeners.find((one) => one.name === name);
  const [manager] = (listener?.filterChains ?? [])
    .flatMap(({ filters }) => filters)
    .flatMap((filter) =>
      filter.name === 'envoy.filters.network.http_connection_manager' ? [filter.typedConfig] : [],
    );
  return (manager?.httpFilters ?? []).map((filter) => filter.name);
}

describe('outbound listeners of a sidecar', () => {
  it('share a port for HTTP, stand alone for TCP, detect what is not declared', () => {
    const text = documents(
      service('web'),
      service('api', { ip: '10.96.0.11' }),
      service('db', { port: 5432, portName: 'tcp-db', ip: '10.96.0.12' }),
      service('auto', { port: 7000, portName: 'x', ip: '10.96.0.13' }),
      service('safe', { port: 8443, portName: 'https-x', ip: '10.96.0.14' }),
    );
    const outbound = printListeners(configOf(text, sidecar())).split('listener virtualOutbound')[0];
    expect(outbound).toBe(`listener 0.0.0.0_80
  raw_buffer, alpn http/1.1 h2c: http 80
  else any: tcp PassthroughCluster
listener 10.96.0.13_7000
  raw_buffer, alpn http/1.1 h2c: http auto.default.svc.cluster.local:7000
  else any: tcp outbound|7000||auto.default.svc.cluster.local
listener 10.96.0.12_5432
  any: tcp outbound|5432||db.default.svc.cluster.local
listener 10.96.0.14_8443
  any: tcp outbound|8443||safe.default.svc.cluster.local
`);
  });

  it('let tcp and tls rules replace the service', () => {
    const rules = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v}
spec:
  hosts: [db]
  tcp:
  - match: [{destinationSubnets: [10.1.0.0/16]}]
    route: [{destination: {host: near}}]
  - route: [{destination: {host: db, subset: a}, weight: 70}, {destination: {host: db, subset: b}, weight: 30}]
  - route: [{destination: {host: never}}]`;
    const text = documents(service('db', { port: 5432, portName: 'tcp-db', ip: '10.96.0.12' }), rules);
    expect(chainsOf(text, '10.96.0.12_5432')).toEqual([
      'to 10.1.0.0/16: tcp outbound|5432||near.default.svc.cluster.local',
      'else any: tcp 70% outbound|5432|a|db.default.svc.cluster.local, 30% outbound|5432|b|db.default.svc.cluster.local',
    ]);
  });

  it('tell TLS apart by the name in its handshake, and lead where tls rules say', () => {
    const text = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: e}
spec:
  hosts: [a.com, b.com, "*.c.com"]
  resolution: NONE
  ports: [{number: 443, name: tls, protocol: TLS}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v}
spec: {hosts: [a.com], tls: [{match: [{sniHosts: [a.com], port: 443}], route: [{destination: {host: b.com}}]}]}`;
    expect(chainsOf(text, '0.0.0.0_443')).toEqual([
      'sni *.c.com: tcp outbound|443||*.c.com',
      'sni a.com: tcp outbound|443||b.com',
      'sni b.com: tcp outbound|443||b.com',
      'else any: tcp PassthroughCluster',
    ]);
  });

  it('are one for each pod of a headless TCP service, or a chain of one for all where istiod is told so', () => {
    const text = service('db', { port: 5432, portName: 'tcp-db', ip: 'None', versions: ['a', 'b'] });
    for (const pod of ['10.244.2.1', '10.244.2.2']) {
      expect(chainsOf(text, `${pod}_5432`)).toEqual(['any: tcp outbound|5432||db.default.svc.cluster.local']);
    }
    expect(chainsOf(text, '0.0.0.0_5432')).toEqual([]);
    const features = { headlessFilterChainListener: true };
    expect(chainsOf(text, '0.0.0.0_5432', sidecar(), features)).toEqual([
      'to 10.244.2.1/32: tcp outbound|5432||db.default.svc.cluster.local',
      'to 10.244.2.2/32: tcp outbound|5432||db.default.svc.cluster.local',
      'else any: tcp PassthroughCluster',
    ]);
  });
});

it.each([
  [
    'mongo',
    WORKLOAD,
    'virtualInbound',
    'port 8080, raw_buffer: envoy.filters.network.mongo_proxy tcp inbound|8080||',
  ],
  [
    'mongo',
    sidecar(),
    '10.96.0.10_80',
    'any: envoy.filters.network.mongo_proxy tcp outbound|80||web.default.svc.cluster.local',
  ],
])('%s is read along', (portName, proxy, listener, chain) => {
  expect(chainsOf(service('web', { portName }), listener, proxy)).toContain(chain);
});

it('MongoDB is read along where TLS is passed on too', () => {
  const text = documents(
    INGRESS_SERVICE,
    service('web', { portName: 'mongo' }),
    `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: east-west, namespace: istio-system}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 443, name: tls, protocol: TLS}, hosts: ["*.local"], tls: {mode: AUTO_PASSTHROUGH}}]`,
  );
  expect(chainsOf(text, '0.0.0.0_8443', ingress()).join('\n')).toMatch(
    /^sni outbound_\.80_\._\.web\..*: envoy\.filters\.network\.mongo_proxy tcp outbound_\.80_\._\.web/m,
  );
});

it('TLS is not passed on to another name of a service', () => {
  const text = documents(
    INGRESS_SERVICE,
    service('web'),
    `
apiVersion: v1
kind: Service
metadata: {name: alias}
spec: {type: ExternalName, externalName: web.default.svc.cluster.local, ports: [{name: http, port: 80}]}`,
    `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: east-west, namespace: istio-system}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 443, name: tls, protocol: TLS}, hosts: ["*.default.svc.cluster.local"], tls: {mode: AUTO_PASSTHROUGH}}]`,
  );
  const config = configOf(text, ingress());
  const chains = config.listeners.find(({ name }) => name === '0.0.0.0_8443')?.filterChains ?? [];
  expect(chains.flatMap(({ filterChainMatch }) => filterChainMatch?.serverNames ?? [])).toEqual([
    'outbound_.80_._.web.default.svc.cluster.local',
  ]);
});

it.each([
  ['a client', sidecar(), '0.0.0.0_80', 'metadata_exchange grpc_stats alpn fault cors stats router'],
  ['a server', WORKLOAD, 'virtualInbound', 'metadata_exchange rbac grpc_stats fault cors stats router'],
  ['a gateway', ingress(), '0.0.0.0_8080', 'metadata_exchange grpc_stats alpn fault cors stats router'],
])('filters of HTTP stand in their order at %s', (_, proxy, listener, order) => {
  const text = documents(
    INGRESS_SERVICE,
    service('web'),
    `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: front, namespace: istio-system}
spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: all}
spec: {rules: [{}]}`,
  );
  expect(httpFiltersOf(text, proxy, listener).map((name) => name.split('.').at(-1))).toEqual(
    order.split(' '),
  );
});

it('gRPC-Web is translated before calls are counted', () => {
  const names = httpFiltersOf(service('web', { portName: 'grpc-web' }), sidecar(), '0.0.0.0_80');
  expect(names.slice(0, 3)).toEqual([
    'istio.metadata_exchange',
    'envoy.filters.http.grpc_web',
    'envoy.filters.http.grpc_stats',
  ]);
});

describe('the inbound listener of a sidecar', () => {
  const port = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith('port 8080'));

  it.each<[string, string, readonly string[]]>([
    [
      'PERMISSIVE',
      '{}',
      [
        'port 8080, tls, alpn istio istio-peer-exchange istio-http/1.0 istio-http/1.1 istio-h2: mtls http inbound|8080||',
        'port 8080, raw_buffer: http inbound|8080||',
      ],
    ],
    ['STRICT', '{mtls: {mode: STRICT}}', ['port 8080, tls: mtls http inbound|8080||']],
    ['DISABLE', '{mtls: {mode: DISABLE}}', ['port 8080, raw_buffer: http inbound|8080||']],
    [
      'STRICT but for the port',
      '{selector: {matchLabels: {app: web}}, mtls: {mode: STRICT}, portLevelMtls: {8080: {mode: DISABLE}}}',
      ['port 8080, raw_buffer: http inbound|8080||'],
    ],
  ])('%s', (_, spec, chains) => {
    const text = documents(service('web'), peerAuthentication(spec));
    expect(port(chainsOf(text, 'virtualInbound', WORKLOAD))).toEqual(chains);
  });

  it('inspects only where a chain needs it', () => {
    const text = documents(
      service('web', { portName: 'tcp-web' }),
      peerAuthentication('{mtls: {mode: DISABLE}}'),
    );
    const inbound = configOf(text, WORKLOAD).listeners.find(({ name }) => name === 'virtualInbound');
    expect(inbound?.listenerFilters).toEqual([
      { name: 'envoy.filters.listener.original_dst' },
      {
        name: 'envoy.filters.listener.http_inspector',
        filterDisabled: {
          orMatch: {
            rules: [
              { destinationPortRange: { start: 8080, end: 8081 } },
              { destinationPortRange: { start: 15_006, end: 15_007 } },
            ],
          },
        },
      },
    ]);
  });

  it('looks for HTTP at ports without chains of their own unless it has to name them', () => {
    const text = documents(
      service('web', { portName: 'unnamed' }),
      peerAuthentication(
        '{selector: {matchLabels: {app: web}}, mtls: {mode: STRICT}, portLevelMtls: {8080: {mode: PERMISSIVE}}}',
      ),
    );
    const inbound = configOf(text, WORKLOAD).listeners.find(({ name }) => name === 'virtualInbound');
    expect(inbound?.listenerFilters?.at(-1)).toEqual({
      name: 'envoy.filters.listener.http_inspector',
      filterDisabled: {
        orMatch: {
          rules: [
            { destinationPortRange: { end: 1 } },
            { destinationPortRange: { start: 15_006, end: 15_007 } },
          ],
        },
      },
    });
  });

  it('serves only the ports of its Sidecar when that names any', () => {
    const text = documents(
      service('web'),
      `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: s}
spec:
  ingress: [{port: {number: 9000, name: http, protocol: HTTP}, defaultEndpoint: "127.0.0.1:8080"}]`,
    );
    const config = configOf(text, WORKLOAD);
    const inbound = config.clusters.find(({ name }) => name === 'inbound|9000||');
    expect(port(chainsOf(text, 'virtualInbound', WORKLOAD))).toEqual([]);
    expect(inbound?.loadAssignment?.endpoints[0]?.lbEndpoints[0]?.address).toEqual({
      socketAddress: { address: '127.0.0.1', portValue: 8080 },
    });
  });
});
