import type { KubeObject } from '../../sandbox/kube/index';

/** A mesh of istiod's own benchmarks (pilot/pkg/xds/bench_test.go, testdata/benchmarks): objects and the proxy asked about. */
export interface IstiodMesh {
  readonly name: string;
  readonly proxy: 'router' | 'sidecar';
  readonly objects: readonly KubeObject[];
  /** What istiod takes for push context, routes, clusters and listeners of that proxy, one after the other. */
  readonly istiodMs: number;
  /** What it takes for the routes alone, push context in hand. */
  readonly istiodRoutesMs: number;
}

const COUNT = 1_000;
const SMALL = 100;

export function istiodMeshes(): readonly IstiodMesh[] {
  return [
    {
      name: 'gateways',
      proxy: 'router',
      objects: [...instance(), ...gateways(COUNT)],
      istiodMs: 46,
      istiodRoutesMs: 18,
    },
    {
      name: 'gateways-shared',
      proxy: 'router',
      objects: [...instance(), ...shared(COUNT)],
      istiodMs: 56,
      istiodRoutesMs: 44,
    },
    {
      name: 'virtualservice',
      proxy: 'sidecar',
      objects: [...instance(), ...virtualServices(SMALL)],
      istiodMs: 1.96,
      istiodRoutesMs: 0.87,
    },
  ];
}

/** A thousand Gateways, each with a VirtualService and a service of its own. */
function gateways(count: number): KubeObject[] {
  return indices(count).flatMap((i) => {
    const hosts = ['a', 'b', 'c'].map((letter) => `random-${letter}-${i}.host.example`);
    return [
      istio('Gateway', `gateway-${i}`, 'gateway', {
        selector: { 'istio.io/benchmark': 'true' },
        servers: servers(hosts),
      }),
      istio('VirtualService', `vs-${i}`, 'gateway', {
        hosts,
        gateways: [`gateway/gateway-${i}`],
        http: [
          {
            match: [{ uri: { prefix: `/route-${i}` } }],
            route: [{ destination: { host: `random-${i}.host.example` } }],
          },
        ],
      }),
      serviceEntry(i),
    ];
  });
}

/** One Gateway whose three hosts a thousand VirtualServices share. */
function shared(count: number): KubeObject[] {
  const hosts = ['1', '2', '3'].map((letter) => `random-${letter}.host.example`);
  return [
    istio('Gateway', 'gateway', 'gateway', {
      selector: { 'istio.io/benchmark': 'true' },
      servers: servers(hosts),
    }),
    ...indices(count).flatMap((i) => [
      istio('VirtualService', `vs-${i}`, 'gateway', {
        hosts,
        gateways: ['gateway/gateway'],
        http: [
          {
            match: ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => ({
              uri: { prefix: `/route-${letter}-${i}` },
            })),
            route: [{ destination: { host: `random-${i}.host.example` } }],
          },
        ],
      }),
      serviceEntry(i),
    ]),
  ];
}

/** A hundred services of the mesh, each with a VirtualService. */
function virtualServices(count: number): KubeObject[] {
  return indices(count).flatMap((i) => {
    const host = `random-${i}.host.example`;
    return [
      istio('VirtualService', `vs-${i}`, 'default', {
        hosts: [host],
        http: [
          {
            match: [{ uri: { prefix: '/foo' } }, { uri: { regex: '/bar' } }],
            rewrite: { uri: '/new-url' },
            route: [{ destination: { host } }],
          },
        ],
      }),
      serviceEntry(i),
    ];
  });
}

/** What the proxy itself is an instance of. */
function instance(): KubeObject[] {
  return [
    istio('ServiceEntry', 'proxy-service-instance', 'default', {
      hosts: ['example.com'],
      ports: [
        { number: 80, name: 'http', protocol: 'HTTP' },
        { number: 443, name: 'https', protocol: 'HTTPS' },
      ],
      resolution: 'STATIC',
      endpoints: [{ address: '1.1.1.1', labels: { 'istio.io/benchmark': 'true' } }],
    }),
  ];
}

function serviceEntry(i: string): KubeObject {
  return istio('ServiceEntry', `service-${i}`, 'default', {
    hosts: [`random-${i}.host.example`],
    ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
    resolution: 'STATIC',
    endpoints: [{ address: '1.2.3.4' }],
  });
}

function servers(hosts: readonly string[]): unknown[] {
  return [
    { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts },
    { port: { number: 443, name: 'https', protocol: 'HTTPS' }, tls: { mode: 'ISTIO_MUTUAL' }, hosts },
  ];
}

function istio(kind: string, name: string, namespace: string, spec: unknown): KubeObject {
  const metadata = {
    name,
    namespace,
    uid: `${namespace}/${name}`,
    creationTimestamp: '2026-01-01T00:00:00Z',
  };
  return { apiVersion: 'networking.istio.io/v1', kind, metadata, spec };
}

function indices(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}
