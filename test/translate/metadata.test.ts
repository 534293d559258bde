import { describe, expect, it } from 'vitest';
import type { ProxyConfig } from '../../sandbox/envoy/config/index';
import { configOf, ingress, INGRESS_SERVICE, sidecar } from './support/mesh';

const MESH = `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.9, selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-v1-a, labels: {app: web, version: v1, security.istio.io/tlsMode: istio}}
spec: {containers: [{name: web, image: web}]}
status: {podIP: 10.244.0.5, phase: Running}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: web-a, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
ports: [{name: http, port: 8080}]
endpoints: [{addresses: [10.244.0.5], conditions: {ready: true}, targetRef: {kind: Pod, name: web-v1-a, namespace: default}}]
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: outside}
spec: {hosts: [api.example.com], ports: [{number: 443, name: http, protocol: HTTP}], resolution: DNS}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: outside}
spec: {host: api.example.com, trafficPolicy: {tls: {mode: SIMPLE}}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: versions}
spec: {host: web, subsets: [{name: v1, labels: {version: v1}}]}
`;

const WEB = { host: 'web.default.svc.cluster.local', name: 'web', namespace: 'default' };
const OUTSIDE = { host: 'api.example.com', name: 'api.example.com', namespace: 'default' };
const ruleOf = (name: string): string =>
  `/apis/networking.istio.io/v1/namespaces/default/destination-rule/${name}`;

function said(config: ProxyConfig, cluster: string): unknown {
  return config.clusters.find(({ name }) => name === cluster)?.metadata?.filterMetadata['istio'];
}

describe('metadata', () => {
  const client = configOf(MESH, sidecar());
  it.each([
    ['a service', `outbound|80||${WEB.host}`, { config: ruleOf('versions'), services: [WEB] }],
    ['a subset', `outbound|80|v1|${WEB.host}`, { config: ruleOf('versions'), services: [WEB], subset: 'v1' }],
    [
      "a server with TLS of its own, which is not offered Istio's protocols",
      `outbound|443||${OUTSIDE.host}`,
      { alpn_override: 'false', config: ruleOf('outside'), external: true, services: [OUTSIDE] },
    ],
    ['nothing in particular', 'PassthroughCluster', undefined],
  ])('of %s', (_which, cluster, wanted) => {
    expect(said(client, cluster)).toEqual(wanted);
  });

  it('of a service behind a gateway that passes TLS on, too', () => {
    const text = `${MESH.replace('host: web,', 'host: web, trafficPolicy: {tls: {mode: SIMPLE}},')}
---
${INGRESS_SERVICE}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: east-west, namespace: istio-system}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 443, name: tls, protocol: TLS}, hosts: ["*.default.svc.cluster.local"], tls: {mode: AUTO_PASSTHROUGH}}]`;
    expect(said(configOf(text, ingress()), `outbound_.80_._.${WEB.host}`)).toMatchObject({
      alpn_override: 'false',
      config: ruleOf('versions'),
    });
  });

  it('of a port names the services that lead to it', () => {
    const server = configOf(MESH, sidecar({ ip: '10.244.0.5', labels: { app: 'web' } }));
    expect(said(server, 'inbound|8080||')).toEqual({ services: [WEB] });
  });

  it('of an endpoint names its workload and says that it takes mutual TLS', () => {
    const [assignment] = client.loadAssignments.filter(({ clusterName }) => clusterName.includes('|v1|'));
    expect(assignment?.endpoints[0]?.lbEndpoints[0]?.metadata?.filterMetadata).toEqual({
      'envoy.transport_socket_match': { tlsMode: 'istio' },
      istio: { workload: 'web-v1-a;default;web;v1;Kubernetes' },
    });
  });

  it('of an endpoint that a ServiceEntry lists names it by its number', () => {
    const text = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: listed}
spec:
  hosts: [listed.example.com]
  ports: [{number: 80, name: http, protocol: HTTP}]
  resolution: STATIC
  endpoints: [{address: 192.0.2.1}, {address: 192.0.2.2, labels: {version: v2}}]`;
    const { loadAssignments } = configOf(text, sidecar());
    const found = loadAssignments.flatMap(({ endpoints }) => endpoints.flatMap((one) => one.lbEndpoints));
    expect(found.map(({ metadata }) => metadata?.filterMetadata['istio'])).toEqual([
      { workload: 'listed-0;default;listed-0;;Kubernetes' },
      { workload: 'listed-1;default;listed-1;v2;Kubernetes' },
    ]);
  });
});

describe('the object that a route or a chain names', () => {
  const config = (kind: string, name: string): unknown => ({
    istio: { config: `/apis/networking.istio.io/v1/namespaces/default/${kind}/${name}` },
  });

  it('is the VirtualService, made from routes of Gateway API too', () => {
    const text = `${MESH}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: to-web}
spec:
  parentRefs: [{group: '', kind: Service, name: web, port: 80}]
  rules: [{backendRefs: [{name: web, port: 80}]}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: mine}
spec: {hosts: [mine.example.com], http: [{route: [{destination: {host: web}}]}]}`;
    const { routeConfigurations } = configOf(text, sidecar());
    const found = routeConfigurations.flatMap(({ virtualHosts }) =>
      virtualHosts.flatMap(({ name, routes }) =>
        routes.map(({ metadata }) => [name, metadata?.filterMetadata] as const),
      ),
    );
    expect(Object.fromEntries(found)).toEqual({
      allow_any: undefined,
      'mine.example.com:80': config('virtual-service', 'mine'),
      [`${WEB.host}:80`]: config('virtual-service', `default~80~${WEB.host}`),
    });
  });

  it('is the VirtualService of a connection, or the Sidecar that listens', () => {
    const text = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: db}
spec:
  hosts: [db.example.com]
  addresses: [192.0.2.1]
  ports: [{number: 3306, name: tcp, protocol: TCP}, {number: 443, name: tls, protocol: TLS}]
  resolution: STATIC
  endpoints: [{address: 198.51.100.1}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: bytes}
spec:
  hosts: [db.example.com]
  tcp: [{match: [{port: 3306}], route: [{destination: {host: db.example.com}}]}]
  tls: [{match: [{sniHosts: [db.example.com]}], route: [{destination: {host: db.example.com}}]}]
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: own}
spec:
  ingress: [{port: {number: 9080, protocol: TCP, name: in}, defaultEndpoint: '127.0.0.1:8080'}]
  egress: [{hosts: ['*/*']}]`;
    const named = configOf(text, sidecar()).listeners.flatMap(({ name, filterChains, defaultFilterChain }) =>
      [...filterChains, ...(defaultFilterChain ? [defaultFilterChain] : [])]
        .filter(({ metadata }) => metadata)
        .map(({ metadata }) => `${name} ${JSON.stringify(metadata?.filterMetadata)}`),
    );
    const bytes = JSON.stringify(config('virtual-service', 'bytes'));
    const own = JSON.stringify(config('sidecar', 'own'));
    expect([...new Set(named)]).toEqual([
      `192.0.2.1_3306 ${bytes}`,
      `192.0.2.1_443 ${bytes}`,
      `virtualInbound ${own}`,
    ]);
  });
});
