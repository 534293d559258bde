import { expect, it } from 'vitest';
import { configOf, documents, service, sidecar } from './support/mesh';

it('a named port of a pod is that of the protocol that is asked for', () => {
  const named = (protocol: string): string =>
    service('web')
      .replace('targetPort: 8080', `targetPort: main, protocol: ${protocol}`)
      .replace(
        'containers: []',
        'containers: [{name: c, ports: [{name: main, containerPort: 7000, protocol: TCP}]}]',
      );
  const own = (text: string): string[] =>
    configOf(text, sidecar({ labels: { app: 'web' }, ip: '10.244.3.1' }))
      .clusters.map(({ name }) => name)
      .filter((name) => name.startsWith('inbound|'));
  expect(own(named('TCP'))).toEqual(['inbound|7000||']);
  expect(own(named('UDP'))).toEqual([]);
});

it('endpoints of a ServiceEntry are sent as often as they are listed, once per address of its host', () => {
  const text = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: e}
spec:
  hosts: [a.com]
  addresses: [240.0.0.1, 240.0.0.2]
  ports: [{number: 80, name: http, protocol: HTTP}]
  resolution: STATIC
  endpoints: [{address: 1.1.1.1, serviceAccount: a}, {address: 2.2.2.2, weight: 0}, {address: 1.1.1.1, serviceAccount: b, labels: {v: two}}]`;
  const assignment = configOf(text, sidecar()).loadAssignments.find(
    ({ clusterName }) => clusterName === 'outbound|80||a.com',
  );
  const sent = assignment?.endpoints.flatMap(({ lbEndpoints }) => lbEndpoints) ?? [];
  const told = sent.map(({ address, weight }) => `${JSON.stringify(address)} ${String(weight)}`);
  const once = ['1.1.1.1', '2.2.2.2', '1.1.1.1'].map(
    (address) => `{"socketAddress":{"address":"${address}","portValue":80}} undefined`,
  );
  expect(told).toEqual([...once, ...once]);
});

it('endpoints without a sidecar are not said to speak mTLS, whatever a rule asks for', () => {
  const text = documents(
    service('web', { injected: false }),
    service('api', { ip: '10.96.0.11', subnet: 4 }),
    ...['web', 'api'].map(
      (host) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${host}}
spec: {host: ${host}, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}`,
    ),
  );
  const { loadAssignments } = configOf(text, sidecar());
  const told = ['web', 'api'].map((host) => {
    const name = `outbound|80||${host}.default.svc.cluster.local`;
    const [group] = loadAssignments.find(({ clusterName }) => clusterName === name)?.endpoints ?? [];
    return group?.lbEndpoints[0]?.metadata?.filterMetadata['envoy.transport_socket_match'];
  });
  expect(told).toEqual([undefined, { tlsMode: 'istio' }]);
});

it('a ServiceEntry may choose pods and WorkloadEntries of its namespace by their labels', () => {
  const workload = (name: string, namespace: string, labels: string): string => `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: ${name}, namespace: ${namespace}}
spec: {address: 198.51.100.${String(name.length)}, labels: ${labels}, ports: {http: 9080}}`;
  const text = documents(
    service('web', { versions: ['v1', 'v2'] }),
    workload('a', 'default', '{app: web}'),
    workload('bb', 'default', '{app: other}'),
    workload('ccc', 'other', '{app: web}'),
    `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: e}
spec:
  hosts: [a.com]
  ports: [{number: 80, name: http, protocol: HTTP, targetPort: 8080}]
  resolution: STATIC
  workloadSelector: {labels: {app: web}}`,
  );
  const { loadAssignments } = configOf(text, sidecar());
  const found = loadAssignments.find(({ clusterName }) => clusterName === 'outbound|80||a.com');
  const places = found?.endpoints.flatMap(({ lbEndpoints }) =>
    lbEndpoints.map(({ address }) => address.socketAddress),
  );
  expect(places).toEqual([
    { address: '198.51.100.1', portValue: 9080 },
    { address: '10.244.3.1', portValue: 8080 },
    { address: '10.244.3.2', portValue: 8080 },
  ]);
});
