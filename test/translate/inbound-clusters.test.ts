import { expect, it } from 'vitest';
import { configOf, documents, service, sidecar } from './support/mesh';
import { rule } from './support/web';

it('the cluster of an own port names the rule for its service', () => {
  const config = configOf(
    documents(service('web'), rule('trafficPolicy: {connectionPool: {tcp: {maxConnections: 1}}}')),
    sidecar({ labels: { app: 'web', version: 'v1' }, ip: '10.244.3.1' }),
  );
  const own = config.clusters.find(({ name }) => name === 'inbound|8080||');
  expect(own?.metadata?.filterMetadata['istio']).toMatchObject({
    config: '/apis/networking.istio.io/v1/namespaces/default/destination-rule/d',
  });
});

it('a rule without a policy is not meant for own ports', () => {
  const config = configOf(
    documents(service('web'), rule('subsets: []')),
    sidecar({ labels: { app: 'web', version: 'v1' }, ip: '10.244.3.1' }),
  );
  const own = config.clusters.find(({ name }) => name === 'inbound|8080||');
  expect(own?.metadata?.filterMetadata['istio']).not.toHaveProperty('config');
});

it('own ports name the services that they are reached by, but nothing outside', () => {
  const entry = (port: number, location: string): string => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: e${String(port)}}
spec:
  hosts: [e${String(port)}.example.com]
  ports: [{number: ${String(port)}, name: http, protocol: HTTP}]
  resolution: STATIC
  location: ${location}
  endpoints: [{address: 10.244.3.1}]`;
  const text = documents(service('web'), entry(7001, 'MESH_INTERNAL'), entry(7002, 'MESH_EXTERNAL'));
  const { clusters } = configOf(text, sidecar({ labels: { app: 'web', version: 'v1' }, ip: '10.244.3.1' }));
  const own = clusters.filter(({ name }) => name.startsWith('inbound|'));
  expect(own.map(({ name, metadata }) => [name, metadata?.filterMetadata['istio']])).toEqual([
    [
      'inbound|7001||',
      { services: [{ host: 'e7001.example.com', name: 'e7001.example.com', namespace: 'default' }] },
    ],
    ['inbound|7002||', undefined],
    [
      'inbound|8080||',
      { services: [{ host: 'web.default.svc.cluster.local', name: 'web', namespace: 'default' }] },
    ],
  ]);
});

it('own ports do not name services that lead to them from another port', () => {
  const other = service('other', { port: 81, ip: '10.96.0.11' }).replace('{app: other}', '{app: web}');
  const alike = service('alike', { ip: '10.96.0.12' }).replace('{app: alike}', '{app: web}');
  const [otherService = '', alikeService = ''] = [other, alike].map((text) => text.split('---')[0]);
  const text = documents(service('web'), otherService, alikeService);
  const { clusters } = configOf(text, sidecar({ labels: { app: 'web', version: 'v1' }, ip: '10.244.3.1' }));
  const own = clusters.find(({ name }) => name === 'inbound|8080||');
  expect(own?.metadata?.filterMetadata['istio']).toMatchObject({
    services: ['alike', 'web'].map((name) => ({ name })),
  });
});

it("the mesh's Sidecar is named as one of the namespace that it serves", () => {
  const text = documents(
    service('web'),
    `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: all, namespace: istio-system}
spec: {ingress: [{port: {number: 9000, name: http, protocol: HTTP}, defaultEndpoint: "127.0.0.1:8080"}]}`,
  );
  const { clusters } = configOf(text, sidecar(), { inboundClusterStatName: '%SERVICE_FQDN%_%SERVICE_PORT%' });
  const own = clusters.find(({ name }) => name === 'inbound|9000||');
  expect(own?.altStatName).toBe('all.default_9000;');
});

it('own ports are those of services in its own namespace, and of addresses where its pod is selected by none', () => {
  const entry = (port: number, namespace: string): string => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: e, namespace: ${namespace}}
spec:
  hosts: [e${String(port)}.example.com]
  ports: [{number: ${String(port)}, name: http, protocol: HTTP}]
  resolution: STATIC
  endpoints: [{address: 10.244.3.1}]`;
  const bare = service('bare')
    .replace('  selector: {app: bare}\n', '')
    .replaceAll(/10\.244\.4\.1/g, '10.244.3.1');
  const [unselected = ''] = bare
    .replaceAll('port: 8080', 'port: 7003')
    .split('---\napiVersion: v1\nkind: Pod');
  const text = documents(service('web'), unselected, entry(7001, 'default'), entry(7002, 'other'));
  const own = (labels: Record<string, string>, metadataNamespace?: string): string[] => {
    const who = metadataNamespace === undefined ? { labels } : { labels, metadataNamespace };
    const { clusters } = configOf(text, sidecar({ ip: '10.244.3.1', ...who }));
    return clusters.map(({ name }) => name).filter((name) => name.startsWith('inbound|'));
  };
  expect(own({ app: 'web' })).toEqual(['inbound|7001||', 'inbound|8080||']);
  expect(own({ app: 'other' })).toEqual(['inbound|7001||', 'inbound|7003||']);
  expect(own({ app: 'web' }, '')).toEqual(['inbound|7001||', 'inbound|7002||', 'inbound|8080||']);
});

it.each([
  ['its Sidecar does not see', '', 'egress: [{hosts: ["elsewhere/*"]}]', false],
  ['its Sidecar sees', '', 'egress: [{hosts: ["./*"]}]', true],
  [
    'chosen clients go by',
    'workloadSelector: {matchLabels: {app: web}}, ',
    'egress: [{hosts: ["./*"]}]',
    false,
  ],
])('own ports keep to the rule of a service that %s: %s', (_, selector, spec, kept) => {
  const text = documents(
    service('web'),
    rule(`${selector}trafficPolicy: {connectionPool: {tcp: {maxConnections: 1}}}`),
    `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: scope}
spec: {${spec}}`,
  );
  const { clusters } = configOf(text, sidecar({ labels: { app: 'web', version: 'v1' }, ip: '10.244.3.1' }));
  const own = clusters.find(({ name }) => name === 'inbound|8080||');
  expect(own?.circuitBreakers?.thresholds[0]?.maxConnections === 1).toBe(kept);
});
