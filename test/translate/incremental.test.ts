import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_MESH_CONFIG, ObjectReader, SectionMemo } from '../../sandbox/istio/discovery/index';
import { takeSnapshot, translate } from '../../sandbox/istio/index';
import type { KubeObject } from '../../sandbox/kube/index';
import { ingress, INGRESS_SERVICE, manifest, sidecar } from './support/mesh';

const SERVICES = ['a', 'b', 'c'];

/** What one edit leaves behind: an object, or the name of one that is gone. */
type Edit = { readonly put: KubeObject } | { readonly drop: string };

const service = fc.constantFrom(...SERVICES);
const spec = fc.record({
  hosts: fc.uniqueArray(fc.constantFrom(...SERVICES, '*.default.svc.cluster.local', 'other.example.com'), {
    minLength: 1,
    maxLength: 2,
  }),
  gateways: fc.constantFrom(['mesh'], ['gateway'], ['mesh', 'gateway']),
  http: fc.array(
    fc.record(
      {
        match: fc.array(
          fc.record({ uri: fc.record({ prefix: fc.constantFrom('/', '/x', '/y') }) }, { requiredKeys: [] }),
          { minLength: 1, maxLength: 2 },
        ),
        route: fc.array(
          fc.record({ destination: fc.record({ host: service }), weight: fc.constantFrom(0, 10, 90) }),
          { minLength: 1, maxLength: 2 },
        ),
      },
      { requiredKeys: ['route'] },
    ),
    { maxLength: 2 },
  ),
  tcp: fc.array(fc.record({ route: fc.tuple(fc.record({ destination: fc.record({ host: service }) })) }), {
    maxLength: 1,
  }),
});
const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      put: fc.tuple(service, spec).map(([name, body]) => istio('VirtualService', name, body)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      put: fc.tuple(service, service, fc.boolean()).map(([name, host, hashed]) =>
        istio('DestinationRule', name, {
          host,
          trafficPolicy: hashed ? { loadBalancer: { consistentHash: { useSourceIp: true } } } : {},
          subsets: [{ name: 'v1', labels: { version: 'v1' } }],
        }),
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      put: fc
        .tuple(fc.constantFrom(...SERVICES, 'headless'), fc.uniqueArray(fc.integer({ min: 1, max: 3 })))
        .map(([name, hosts]) => slice(name, hosts)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ put: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.boolean()).map(pod) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      drop: fc
        .tuple(fc.constantFrom('VirtualService', 'DestinationRule', 'EndpointSlice'), service)
        .map((parts) => parts.join('/')),
    }),
  },
);

test('an edit pushed with what is remembered equals everything computed afresh', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
      const reader = new ObjectReader('cluster.local', DEFAULT_MESH_CONFIG);
      const proxies = [sidecar(), ingress()].map((node) => ({ node, memo: new SectionMemo() }));
      const objects = new Map(base.map((object) => [`${object.kind}/${object.metadata.name}`, object]));
      for (const step of edits) {
        if ('drop' in step) objects.delete(step.drop);
        else objects.set(`${step.put.kind}/${step.put.metadata.name}`, step.put);
        const list = (kind: string): KubeObject[] =>
          [...objects.values()].filter((object) => object.kind === kind);
        const remembered = takeSnapshot({ list, reader });
        const afresh = takeSnapshot({ list });
        for (const { node, memo } of proxies)
          expect(translate(remembered, node, memo)).toEqual(translate(afresh, node));
      }
    }),
  );
});

const base = manifest(`${INGRESS_SERVICE}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: gateway}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ['*']}]
${SERVICES.map(
  (name, index) => `---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec:
  clusterIP: 10.96.1.${String(index + 1)}
  ports: [{name: http, port: 80}, {name: tcp, port: 90}]
`,
).join('')}
---
apiVersion: v1
kind: Service
metadata: {name: headless}
spec:
  clusterIP: None
  ports: [{name: http, port: 81}, {name: tcp, port: 91}]
`).objects;

/** The endpoints of a service; its port is the same in all of them. */
function slice(name: string, hosts: readonly number[]): KubeObject {
  const metadata = { ...metadataOf(name), labels: { 'kubernetes.io/service-name': name } };
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata,
    addressType: 'IPv4',
    ports: ['http', 'tcp'].map((port) => ({ name: port, port: 8080, protocol: 'TCP' })),
    endpoints: hosts.map((host) => ({ addresses: [podIp(host)], conditions: { ready: true } })),
  };
}

/** A pod behind an endpoint, in the mesh or not. */
function pod([host, meshed]: readonly [number, boolean]): KubeObject {
  const labels: Readonly<Record<string, string>> = meshed
    ? { 'security.istio.io/tlsMode': 'istio', version: 'v1' }
    : {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadataOf(`pod-${String(host)}`), labels },
    spec: { serviceAccountName: 'default', containers: [] },
    status: { podIP: podIp(host) },
  };
}

function podIp(host: number): string {
  return `10.244.0.${String(host)}`;
}

function istio(kind: string, name: string, body: unknown): KubeObject {
  return { apiVersion: 'networking.istio.io/v1', kind, metadata: metadataOf(name), spec: body };
}

function metadataOf(name: string): KubeObject['metadata'] {
  return { name, namespace: 'default', uid: name, creationTimestamp: '2026-01-01T00:00:00Z' };
}
