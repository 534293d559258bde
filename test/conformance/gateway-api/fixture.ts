import type { KubeObject } from '../../../sandbox/kube/index';

export const DOMAIN = 'domain.suffix';

/** Services that the cases take for granted: namespace → names. */
const SERVICES: Readonly<Record<string, string>> = {
  'istio-system': 'httpbin istiod echo',
  default:
    'httpbin httpbin-second httpbin-wildcard foo-svc httpbin-other example echo svc4 httpbin-zero httpbin-mirror httpbin-foo httpbin-alt httpbin-bad echo-1 echo-2 echo-port not-found',
  apple: 'httpbin-apple',
  banana: 'httpbin-banana',
  cert: 'httpbin',
  service: 'my-svc',
  'allowed-1': 'a-example b-example svc2 svc1',
  'allowed-2': 'a-example svc2 svc3',
  'group-namespace1': 'httpbin',
  'group-namespace2': 'httpbin',
};

/** Hosts outside Kubernetes: namespace → hosts. */
const HOSTS: Readonly<Record<string, string>> = {
  'istio-system': 'example.com',
  default: 'google.com secure.example.net plaintext.example.net tcp.example.net',
  'allowed-1': 'cross.example.net',
};

const PORTS: readonly (readonly [string, number])[] = [
  ['http', 80],
  ['tcp', 34_000],
  ['tcp-other', 34_001],
];
const GATEWAY_PORTS: typeof PORTS = [
  ['http', 80],
  ['https', 443],
  ['tcp', 34_000],
  ['tcp-other', 34_001],
];

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n';

/** Everything around the objects of a case. */
export function fixture(input: readonly KubeObject[]): KubeObject[] {
  const namespaces = new Set(input.map(({ metadata }) => metadata.namespace ?? 'default'));
  return [
    ...service('istio-system', 'istio-ingressgateway', GATEWAY_PORTS, '1.2.3.4'),
    ...Object.entries(SERVICES).flatMap(([namespace, names]) =>
      names.split(' ').flatMap((name) => service(namespace, name, PORTS)),
    ),
    ...Object.entries(HOSTS).flatMap(([namespace, hosts]) =>
      hosts.split(' ').map((host) => outside(namespace, host)),
    ),
    ...secrets(),
    ...configMaps(),
    ...[...namespaces].map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'istio.io/test-name-part': name.split('-')[0] ?? '' } },
    })),
  ];
}

function service(
  namespace: string,
  name: string,
  ports: typeof PORTS,
  outsideAddress?: string,
): readonly KubeObject[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace, name },
      spec: { ports: ports.map(([port, number]) => ({ name: port, port: number, protocol: 'TCP' })) },
      ...(outsideAddress === undefined
        ? {}
        : { status: { loadBalancer: { ingress: [{ ip: outsideAddress }] } } }),
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { namespace, name, labels: { 'kubernetes.io/service-name': name } },
      ports: ports.map(([port], index) => ({ name: port, port: index === 0 ? 8080 : 1, protocol: 'TCP' })),
      endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: true } }],
    },
  ];
}

function outside(namespace: string, host: string): KubeObject {
  const ports = PORTS.map(([name, number]) => ({ name, number, protocol: 'TCP' }));
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { namespace, name: `host-${host.replaceAll('.', '-')}` },
    spec: { hosts: [host], ports, resolution: 'STATIC', endpoints: [{ address: '10.0.0.2' }] },
  };
}

function secrets(): readonly KubeObject[] {
  const good = [
    'istio-system/my-cert',
    'istio-system/my-cert-http2',
    'ns2/ns2-cert',
    'ns3/ns3-cert',
    'ns4/ns4-cert',
    'cert/cert',
    'bookinfo/bookinfo-secret',
    'bookinfo/another-secret',
  ];
  const pair = { 'tls.crt': CERTIFICATE, 'tls.key': KEY };
  const bad = { 'tls.crt': 'SGVsbG8gd29ybGQK', 'tls.key': 'SGVsbG8gd29ybGQK' };
  return [
    ...good.map((place) => secret(place, pair)),
    secret('istio-system/my-cert-http', { ...pair, 'ca.crt': CERTIFICATE }),
    secret('istio-system/malformed', bad),
  ];
}

function secret(place: string, data: Readonly<Record<string, string>>): KubeObject {
  const [namespace = '', name = ''] = place.split('/');
  const encoded = Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
  const entries = Object.fromEntries(encoded) as Record<string, string>;
  return { apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name }, data: entries };
}

function configMaps(): readonly KubeObject[] {
  const all = {
    'istio-system/malformed': { 'not-ca.crt': 'hello' },
    'istio-system/malformed-trustbundle': { 'ca.crt': 'hello' },
    'istio-system/my-cert-http': { 'ca.crt': CERTIFICATE },
    'default/malformed': { 'not-ca.crt': 'hello' },
    'default/auth-cert': { 'ca.crt': CERTIFICATE },
  };
  return Object.entries(all).map(([place, data]) => {
    const [namespace = '', name = ''] = place.split('/');
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name }, data };
  });
}
