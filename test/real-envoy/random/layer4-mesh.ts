import fc from 'fast-check';
import type { KubeObject } from '../../../sandbox/kube/index';
import type { Probe } from '../layer4/probe';
import { object, serviceWithPods } from './manifest';
import { compact, maybe } from './vocabulary';

export const TCP_PODS = {
  db: { '127.1.1.1': 'v1', '127.1.1.2': 'v2' },
  cache: { '127.1.1.3': 'v1', '127.1.1.4': 'v2' },
} as const;
/** The sidecar in front of the first pod of `db`. */
export const SERVER = { labels: { app: 'db', version: 'v1' }, ip: '127.1.1.1' };
const SERVICES = { db: { ip: '127.96.1.10', port: 5432 }, cache: { ip: '127.96.1.11', port: 6379 } } as const;
const SOURCES = ['127.10.2.3', '127.10.9.9', '127.203.0.7'] as const;
const NAMES = [
  'a.example.com',
  'b.example.com',
  'x.b.example.com',
  'shop.example.org',
  'nowhere.net',
] as const;

/** @param port where the upstreams listen */
export function tcpFoundationOn(port: number): readonly KubeObject[] {
  return [
    ...(['db', 'cache'] as const).flatMap((name) =>
      serviceWithPods({
        name,
        clusterIP: SERVICES[name].ip,
        port: SERVICES[name].port,
        targetPort: port,
        portName: name === 'db' ? 'tcp' : 'tls',
        pods: TCP_PODS[name],
      }),
    ),
    object(
      'Service',
      { name: 'istio-ingressgateway', namespace: 'istio-system' },
      {
        spec: {
          clusterIP: '127.96.0.2',
          selector: { istio: 'ingressgateway' },
          ports: [
            { name: 'https', port: 443, targetPort: 443 },
            { name: 'tcp', port: 31_400, targetPort: 31_400 },
          ],
        },
      },
    ),
    object(
      'Pod',
      { name: 'istio-ingressgateway', namespace: 'istio-system', labels: { istio: 'ingressgateway' } },
      { spec: { containers: [] }, status: { podIP: '127.1.0.100' } },
    ),
    object(
      'Gateway',
      { name: 'front' },
      {
        spec: {
          selector: { istio: 'ingressgateway' },
          servers: [
            {
              port: { number: 443, name: 'tls', protocol: 'TLS' },
              hosts: ['*'],
              tls: { mode: 'PASSTHROUGH' },
            },
            { port: { number: 31_400, name: 'tcp', protocol: 'TCP' }, hosts: ['*'] },
          ],
        },
      },
    ),
    ...Object.keys(TCP_PODS).map((host) =>
      object(
        'DestinationRule',
        { name: host },
        { spec: { host, subsets: ['v1', 'v2'].map((name) => ({ name, labels: { version: name } })) } },
      ),
    ),
  ];
}

const destination = fc
  .record({
    host: fc.constantFrom('db', 'cache', 'db', 'cache', 'nobody'),
    subset: maybe(fc.constantFrom('v1', 'v2', 'v2', 'v9'), 1),
  })
  .map(compact);
const route = fc.oneof(
  fc.tuple(fc.record({ destination })),
  fc
    .constantFrom([0, 100], [100, 0], [30, 70])
    .chain(([first, second]) =>
      fc.tuple(
        fc.record({ destination, weight: fc.constant(first) }),
        fc.record({ destination, weight: fc.constant(second) }),
      ),
    ),
);
const serverNames = fc.uniqueArray(
  fc.constantFrom(
    'a.example.com',
    'b.example.com',
    '*.example.com',
    '*.b.example.com',
    'shop.example.org',
    '*.org',
  ),
  { minLength: 1, maxLength: 4 },
);
const bySubnet = fc.constantFrom<object>(
  {},
  { destinationSubnets: ['127.96.1.0/24'] },
  { sourceLabels: { app: 'x' } },
);

type Drawn = readonly [kind: string, spec: object];

const tlsRoutes = serverNames.chain((names) =>
  fc.tuple(
    ...names.map((name) => route.map((one) => ({ match: [{ port: 443, sniHosts: [name] }], route: one }))),
  ),
);
const meshTls = serverNames.chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      route.map((one) => ({ match: [{ port: SERVICES.cache.port, sniHosts: [name] }], route: one })),
    ),
  ),
);
const block = fc.constantFrom('127.10.2.3', '127.10.0.0/16', '127.203.0.0/24', '0.0.0.0/0');
const policy = fc
  .record({
    action: fc.constantFrom('ALLOW', 'DENY'),
    source: fc.oneof(
      fc.record({ ipBlocks: fc.tuple(block) }),
      fc.record({ notIpBlocks: fc.tuple(block) }),
      fc.constant({ namespaces: ['default'] }),
    ),
    http: maybe(fc.constant([{ operation: { paths: ['/x'] } }]), 3),
  })
  .map(({ action, source, http }): Drawn => [
    'AuthorizationPolicy',
    { selector: { matchLabels: { app: 'db' } }, action, rules: [compact({ from: [{ source }], to: http })] },
  ]);

/** Meshes that route bytes by port, address and server name. */
export const layer4Mesh: fc.Arbitrary<readonly KubeObject[]> = fc
  .tuple(
    tlsRoutes.map((tls): Drawn => ['VirtualService', { hosts: ['*'], gateways: ['front'], tls }]),
    route.map((one): Drawn => [
      'VirtualService',
      { hosts: ['*'], gateways: ['front'], tcp: [{ match: [{ port: 31_400 }], route: one }] },
    ]),
    fc.tuple(bySubnet, route, route).map(([match, first, second]): Drawn => [
      'VirtualService',
      {
        hosts: ['db'],
        tcp: [{ match: [{ port: SERVICES.db.port, ...match }], route: first }, { route: second }],
      },
    ]),
    meshTls.map((tls): Drawn => ['VirtualService', { hosts: ['cache', '*.example.com', '*.org'], tls }]),
    fc.array(policy, { maxLength: 2 }),
  )
  .map(([passthrough, tcp, db, cache, policies]) =>
    [passthrough, tcp, db, cache, ...policies].map(([kind, spec], index) =>
      object(kind, { name: `one-${String(index)}` }, { spec }),
    ),
  );

/** Connections that have a good chance to meet a rule. */
export function connectionsTo(upstreamPort: number): fc.Arbitrary<Probe> {
  const serverName = maybe(fc.constantFrom(...NAMES), 1);
  const source = fc.constantFrom(...SOURCES);
  const to = (via: Probe['via'], ip: string, port: number): fc.Arbitrary<Probe> =>
    fc.record({ via: fc.constant(via), source, destination: fc.constant({ ip, port }), serverName });
  return fc.oneof(
    { weight: 4, arbitrary: to('gateway', '127.1.0.100', 443) },
    { weight: 1, arbitrary: to('gateway', '127.1.0.100', 31_400) },
    { weight: 2, arbitrary: to('client', SERVICES.db.ip, SERVICES.db.port) },
    { weight: 3, arbitrary: to('client', SERVICES.cache.ip, SERVICES.cache.port) },
    { weight: 3, arbitrary: to('server', SERVER.ip, upstreamPort) },
  );
}
