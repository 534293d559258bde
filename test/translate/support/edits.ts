import fc from 'fast-check';
import type { KubeObject } from '../../../sandbox/kube/index';
import { INGRESS_SERVICE, manifest } from './mesh';

/** What one edit leaves behind: an object, or the kind and name of one that is gone. */
export type Edit = { readonly put: KubeObject } | { readonly drop: readonly [kind: string, name: string] };

const CREATED = '2026-01-01T00:00:00Z';

const SERVICES = ['a', 'b', 'c'];

const service = fc.constantFrom(...SERVICES);
const hosts = fc.uniqueArray(
  fc.constantFrom(...SERVICES, '*.default.svc.cluster.local', 'other.example.com', 'entry.example.com'),
  { minLength: 1, maxLength: 2 },
);
const place = fc.constantFrom('default', 'other', 'istio-system');
const version = fc.constantFrom('v1', 'v2');
const selector = fc.constantFrom<object>({}, { selector: { matchLabels: { app: 'client' } } });

const destination = fc.record({ host: service });
const virtualService = fc.record({
  hosts,
  gateways: fc.constantFrom(['mesh'], ['gateway'], ['mesh', 'gateway']),
  exportTo: fc.constantFrom(['*'], ['.']),
  http: fc.array(
    fc.record(
      {
        match: fc.array(
          fc.record({ uri: fc.record({ prefix: fc.constantFrom('/', '/x', '/y') }) }, { requiredKeys: [] }),
          { minLength: 1, maxLength: 2 },
        ),
        route: fc.array(fc.record({ destination, weight: fc.constantFrom(0, 10, 90) }), {
          minLength: 1,
          maxLength: 2,
        }),
      },
      { requiredKeys: ['route'] },
    ),
    { maxLength: 2 },
  ),
  tcp: fc.array(fc.record({ route: fc.tuple(fc.record({ destination })) }), { maxLength: 1 }),
});
const destinationRule = fc.record({
  host: fc.constantFrom(...SERVICES, '*.default.svc.cluster.local', 'entry.example.com'),
  trafficPolicy: fc.constantFrom<object>(
    {},
    { loadBalancer: { consistentHash: { useSourceIp: true } } },
    { loadBalancer: { simple: 'PASSTHROUGH' } },
    { tls: { mode: 'ISTIO_MUTUAL' } },
  ),
  subsets: fc.uniqueArray(fc.record({ name: version, labels: fc.record({ version }) }), {
    selector: ({ name }) => name,
  }),
  exportTo: fc.constantFrom(['*'], ['.']),
});
const serviceEntry = fc.record(
  {
    hosts: fc.constant(['entry.example.com']),
    ports: fc.constantFrom(
      [{ name: 'http', number: 80, protocol: 'HTTP' }],
      [
        { name: 'http', number: 80, protocol: 'HTTP' },
        { name: 'tcp', number: 94, protocol: 'TCP' },
      ],
    ),
    location: fc.constantFrom('MESH_EXTERNAL', 'MESH_INTERNAL'),
    resolution: fc.constantFrom('STATIC', 'DNS', 'NONE'),
    workloadSelector: fc.constant({ labels: { app: 'vm' } }),
  },
  { requiredKeys: ['hosts', 'ports', 'location', 'resolution'] },
);
const sidecar = fc.record(
  {
    workloadSelector: fc.constant({ labels: { app: 'client' } }),
    egress: fc.tuple(
      fc.record({
        hosts: fc.uniqueArray(fc.constantFrom('*/*', './*', 'other/*', '*/a.default.svc.cluster.local'), {
          minLength: 1,
          maxLength: 2,
        }),
      }),
    ),
    outboundTrafficPolicy: fc.constantFrom({ mode: 'REGISTRY_ONLY' }, { mode: 'ALLOW_ANY' }),
    ingress: fc.constant([
      {
        port: { number: 9080, name: 'http', protocol: 'HTTP' },
        defaultEndpoint: '127.0.0.1:8080',
      },
    ]),
  },
  { requiredKeys: [] },
);
const mode = fc.constantFrom('STRICT', 'PERMISSIVE', 'DISABLE');

/** Writes objects of every kind that configuration is made of, or takes one away. */
export const edit: fc.Arbitrary<Edit> = fc.oneof(
  written(5, 'networking.istio.io/v1', 'VirtualService', service, virtualService),
  written(3, 'networking.istio.io/v1', 'DestinationRule', service, destinationRule),
  written(2, 'networking.istio.io/v1', 'ServiceEntry', fc.constant('entry'), serviceEntry),
  written(
    2,
    'networking.istio.io/v1',
    'WorkloadEntry',
    fc.constantFrom('vm-1', 'vm-2'),
    fc.record({
      address: fc.constantFrom('10.9.0.1', '10.9.0.2'),
      labels: fc.constantFrom({ app: 'vm' }, { app: 'vm', version: 'v1' }, { app: 'none' }),
      serviceAccount: fc.constantFrom('default', 'vm'),
    }),
  ),
  written(2, 'networking.istio.io/v1', 'Sidecar', fc.constantFrom('default', 'own'), sidecar),
  written(
    1,
    'networking.istio.io/v1',
    'Gateway',
    fc.constant('gateway'),
    fc.record({
      selector: fc.constant({ istio: 'ingressgateway' }),
      servers: fc.tuple(
        fc.record({
          port: fc.constantFrom(
            { number: 80, name: 'http', protocol: 'HTTP' },
            { number: 90, name: 'tcp', protocol: 'TCP' },
          ),
          hosts: fc.constantFrom(['*'], ['a', 'other.example.com']),
        }),
      ),
    }),
  ),
  written(
    1,
    'networking.istio.io/v1',
    'Gateway',
    fc.constant('by-sni'),
    fc.constant({
      selector: { istio: 'ingressgateway' },
      servers: [
        {
          port: { number: 443, name: 'tls', protocol: 'TLS' },
          hosts: ['*.local'],
          tls: { mode: 'AUTO_PASSTHROUGH' },
        },
      ],
    }),
  ),
  written(
    2,
    'security.istio.io/v1',
    'PeerAuthentication',
    fc.constantFrom('default', 'own'),
    fc.tuple(selector, mode).map(([chosen, one]) => ({ ...chosen, mtls: { mode: one } })),
  ),
  written(
    1,
    'security.istio.io/v1',
    'RequestAuthentication',
    fc.constantFrom('default', 'own'),
    fc
      .tuple(selector, fc.constantFrom('one', 'two'))
      .map(([chosen, issuer]) => ({ ...chosen, jwtRules: [{ issuer, jwks: '{"keys":[]}' }] })),
  ),
  written(
    1,
    'security.istio.io/v1',
    'AuthorizationPolicy',
    fc.constantFrom('default', 'own'),
    fc.tuple(selector, fc.constantFrom('ALLOW', 'DENY')).map(([chosen, action]) => ({
      ...chosen,
      action,
      rules: [{ to: [{ operation: { paths: ['/x'] } }] }],
    })),
  ),
  written(
    1,
    'telemetry.istio.io/v1',
    'Telemetry',
    fc.constantFrom('default', 'own'),
    fc.tuple(selector, fc.boolean()).map(([chosen, disabled]) => ({
      ...chosen,
      accessLogging: [{ providers: [{ name: 'envoy' }], disabled }],
    })),
  ),
  of(
    2,
    fc
      .tuple(fc.constantFrom(...SERVICES, 'd'), fc.constantFrom('http', 'tcp', 'sniffed'), fc.boolean())
      .map(([name, port, everywhere]) => kubeService(name, port, everywhere)),
  ),
  of(
    4,
    fc
      .tuple(fc.constantFrom(...SERVICES, 'headless'), fc.uniqueArray(fc.integer({ min: 1, max: 3 })))
      .map(([name, pods]) => slice(name, pods)),
  ),
  of(2, fc.tuple(fc.integer({ min: 1, max: 3 }), fc.boolean()).map(pod)),
  {
    weight: 4,
    arbitrary: fc.record({
      drop: fc.oneof(
        fc.tuple(fc.constantFrom('VirtualService', 'DestinationRule', 'EndpointSlice', 'Service'), service),
        fc.tuple(
          fc.constantFrom('Sidecar', 'PeerAuthentication', 'AuthorizationPolicy', 'Telemetry'),
          fc.constantFrom('default', 'own'),
        ),
        fc.constantFrom(
          ['ServiceEntry', 'entry'] as const,
          ['WorkloadEntry', 'vm-1'] as const,
          ['Gateway', 'gateway'] as const,
          ['Gateway', 'by-sni'] as const,
        ),
      ),
    }),
  },
);

/** An object with one of these names, in any of the namespaces that differ to a proxy. */
function written(
  weight: number,
  apiVersion: string,
  kind: string,
  name: fc.Arbitrary<string>,
  spec: fc.Arbitrary<object>,
): fc.WeightedArbitrary<Edit> {
  const object = fc.tuple(name, place, spec).map(([called, namespace, body]): KubeObject => {
    const where = kind === 'Gateway' ? 'default' : namespace;
    return { apiVersion, kind, metadata: metadataOf(called, where), spec: body };
  });
  return of(weight, object);
}

function of(weight: number, object: fc.Arbitrary<KubeObject>): fc.WeightedArbitrary<Edit> {
  return { weight, arbitrary: fc.record({ put: object }) };
}

const ports: Readonly<Record<string, readonly object[]>> = {
  http: [
    { name: 'http', port: 80 },
    { name: 'tcp', port: 90 },
  ],
  tcp: [{ name: 'tcp', port: 90 }],
  sniffed: [{ name: 'any', port: 80 }],
};

/** Services of both kinds, a gateway, and the workload of the sidecar that is looked at. */
export const base: readonly KubeObject[] = manifest(`${INGRESS_SERVICE}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: gateway}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ['*']}]
---
apiVersion: v1
kind: Service
metadata: {name: client}
spec:
  clusterIP: 10.96.1.9
  selector: {app: client}
  ports: [{name: http, port: 80, targetPort: 8080}]
---
apiVersion: v1
kind: Pod
metadata: {name: client, labels: {app: client}}
spec: {containers: [{name: app, image: app}]}
status: {podIP: 10.244.0.9}
---
apiVersion: v1
kind: Service
metadata: {name: headless}
spec:
  clusterIP: None
  ports: [{name: http, port: 81}, {name: tcp, port: 91}]
`)
  .objects.map((object): KubeObject => ({
    ...object,
    metadata: { ...object.metadata, creationTimestamp: CREATED },
  }))
  .concat(SERVICES.map((name) => kubeService(name, 'http', true)));

function kubeService(name: string, kind: string, everywhere: boolean): KubeObject {
  const annotations: Readonly<Record<string, string>> = everywhere
    ? {}
    : { 'networking.istio.io/exportTo': '.' };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadataOf(name), annotations },
    spec: { clusterIP: `10.96.1.${String(1 + 'abcd'.indexOf(name))}`, ports: ports[kind] ?? [] },
  };
}

/** The endpoints of a service; its port is the same in all of them. */
function slice(name: string, pods: readonly number[]): KubeObject {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...metadataOf(name), labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    ports: ['http', 'tcp', 'any'].map((port) => ({ name: port, port: 8080, protocol: 'TCP' })),
    endpoints: pods.map((host) => ({ addresses: [podIp(host)], conditions: { ready: true } })),
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
    spec: { serviceAccountName: 'default', containers: [{ name: 'app', image: 'app' }] },
    status: { podIP: podIp(host) },
  };
}

function podIp(host: number): string {
  return `10.244.0.${String(host)}`;
}

function metadataOf(name: string, namespace = 'default'): KubeObject['metadata'] {
  return { name, namespace, uid: name, creationTimestamp: CREATED };
}
