import fc from 'fast-check';
import type { KubeObject } from '../../../sandbox/kube/index';
import { authorizationSpec } from './authorization';
import { destinationRuleSpec } from './destination-rule';
import { httpRoute } from './http-route';
import { object, serviceWithPods } from './manifest';
import { compact, HOSTS, maybe } from './vocabulary';

/** What every mesh of the validation stands on: HTTP, TCP and unnamed protocols, and an ingress gateway. */
export const foundation: readonly KubeObject[] = [
  ...serviceWithPods({
    name: 'web',
    clusterIP: '10.96.0.10',
    port: 80,
    targetPort: 8080,
    pods: { '10.244.3.1': 'v1', '10.244.3.2': 'v2' },
    injected: true,
  }),
  ...serviceWithPods({
    name: 'api',
    clusterIP: '10.96.0.11',
    port: 8080,
    targetPort: 8080,
    pods: { '10.244.4.1': 'v1' },
    injected: true,
  }),
  ...serviceWithPods({
    name: 'db',
    clusterIP: '10.96.0.12',
    port: 5432,
    targetPort: 5432,
    portName: 'tcp',
    pods: { '10.244.5.1': 'v1' },
  }),
  ...serviceWithPods({
    name: 'any',
    clusterIP: '10.96.0.13',
    port: 9000,
    targetPort: 9000,
    portName: 'port',
    pods: { '10.244.6.1': 'v1' },
  }),
  ...serviceWithPods({
    name: 'grpc',
    clusterIP: '10.96.0.14',
    port: 80,
    targetPort: 7070,
    portName: 'grpc',
    pods: { '10.244.7.1': 'v1' },
  }),
  object(
    'Service',
    { name: 'headless' },
    { spec: { clusterIP: 'None', selector: { app: 'db' }, ports: [{ name: 'tcp', port: 6379 }] } },
  ),
  object(
    'Service',
    { name: 'outside' },
    {
      spec: {
        type: 'ExternalName',
        externalName: 'outside.example.com',
        ports: [{ name: 'http', port: 80 }],
      },
    },
  ),
  object(
    'Service',
    { name: 'istio-ingressgateway', namespace: 'istio-system' },
    {
      spec: {
        clusterIP: '10.96.0.2',
        selector: { istio: 'ingressgateway' },
        ports: [
          { name: 'http2', port: 80, targetPort: 8080 },
          { name: 'https', port: 443, targetPort: 8443 },
          { name: 'tcp', port: 31400, targetPort: 31400 },
        ],
      },
    },
  ),
  object(
    'Pod',
    { name: 'istio-ingressgateway', namespace: 'istio-system', labels: { istio: 'ingressgateway' } },
    { spec: { containers: [] }, status: { podIP: '10.244.0.2' } },
  ),
];

const virtualService = fc
  .record({
    hosts: fc.uniqueArray(fc.constantFrom(...HOSTS, '*.example.com', 'web', 'api', 'outside.example.com'), {
      minLength: 1,
      maxLength: 2,
    }),
    gateways: maybe(fc.subarray(['mesh', 'front', 'secure'], { minLength: 1 }), 1),
    http: fc.array(httpRoute, { minLength: 1, maxLength: 3 }),
  })
  .map(compact)
  .map((spec): ['VirtualService', object] => ['VirtualService', spec]);

const layer4 = fc.constantFrom<['VirtualService', object]>(
  [
    'VirtualService',
    {
      hosts: ['db'],
      tcp: [
        {
          match: [{ port: 5432 }],
          route: [
            { destination: { host: 'db' }, weight: 80 },
            { destination: { host: 'any' }, weight: 20 },
          ],
        },
      ],
    },
  ],
  [
    'VirtualService',
    {
      hosts: ['secret.example.com'],
      gateways: ['secure', 'mesh'],
      tls: [{ match: [{ sniHosts: ['secret.example.com'] }], route: [{ destination: { host: 'any' } }] }],
    },
  ],
  [
    'VirtualService',
    {
      hosts: ['*'],
      gateways: ['front'],
      tcp: [{ match: [{ port: 31400 }], route: [{ destination: { host: 'db' } }] }],
    },
  ],
);

const gateway = fc
  .subarray(
    [
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] },
      {
        port: { number: 80, name: 'http2', protocol: 'HTTP2' },
        hosts: ['a.example.com'],
        tls: { httpsRedirect: true },
      },
      {
        port: { number: 443, name: 'https', protocol: 'HTTPS' },
        hosts: ['*.example.com'],
        tls: { mode: 'SIMPLE', credentialName: 'cert' },
      },
      {
        port: { number: 443, name: 'https2', protocol: 'HTTPS' },
        hosts: ['shop.example.org'],
        tls: {
          mode: 'MUTUAL',
          credentialName: 'other',
          minProtocolVersion: 'TLSV1_2',
          cipherSuites: ['ECDHE-RSA-AES128-GCM-SHA256'],
          subjectAltNames: ['client.example.org'],
        },
      },
      {
        port: { number: 443, name: 'istio', protocol: 'HTTPS' },
        hosts: ['mesh.example.net'],
        tls: { mode: 'ISTIO_MUTUAL' },
      },
      {
        port: { number: 443, name: 'tls', protocol: 'TLS' },
        hosts: ['secret.example.com'],
        tls: { mode: 'PASSTHROUGH' },
      },
      {
        port: { number: 443, name: 'auto', protocol: 'TLS' },
        hosts: ['*.local'],
        tls: { mode: 'AUTO_PASSTHROUGH' },
      },
      { port: { number: 31400, name: 'tcp', protocol: 'TCP' }, hosts: ['*'] },
    ],
    { minLength: 1 },
  )
  .map((servers): object => ({ selector: { istio: 'ingressgateway' }, servers }));

const serviceEntry = fc
  .record({
    hosts: fc.constantFrom(['outside.example.com'], ['*.wild.example.com'], ['db.example.com']),
    ports: fc.subarray(
      [
        { number: 80, name: 'http', protocol: 'HTTP' },
        { number: 443, name: 'tls', protocol: 'TLS' },
        { number: 8443, name: 'https', protocol: 'HTTPS' },
        { number: 3306, name: 'mysql', protocol: 'TCP' },
      ],
      { minLength: 1 },
    ),
    location: fc.constantFrom('MESH_EXTERNAL', 'MESH_INTERNAL'),
    resolution: fc.constantFrom('NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN'),
    addresses: maybe(fc.constantFrom(['192.0.2.10'], ['192.0.2.0/24']), 2),
  })
  .map(({ resolution, ...spec }) => {
    const wild = spec.hosts.some((host) => host.startsWith('*'));
    const mode = wild ? 'NONE' : resolution;
    const endpoints =
      mode === 'STATIC'
        ? [{ address: '192.0.2.77' }, { address: '192.0.2.78', weight: 3, locality: 'eu/1/a' }]
        : undefined;
    return compact({ ...spec, resolution: mode, endpoints });
  })
  .map((spec): ['ServiceEntry', object] => ['ServiceEntry', spec]);

const peerAuthentication = fc
  .record({
    mtls: maybe(
      fc.constantFrom('PERMISSIVE', 'STRICT', 'DISABLE').map((mode) => ({ mode })),
      1,
    ),
    portLevelMtls: maybe(fc.constantFrom({ 8080: { mode: 'DISABLE' } }, { 7777: { mode: 'STRICT' } }), 2),
  })
  .map(compact)
  .map((spec): ['PeerAuthentication', object] => [
    'PeerAuthentication',
    { selector: { matchLabels: { app: 'web' } }, ...spec },
  ]);

/** Keys are data to a validator, whatever they are. */
const JWKS = '{"keys":[{"kty":"oct","kid":"k","k":"c2VjcmV0","alg":"HS256"}]}';
const requestAuthentication = fc
  .subarray([
    {
      issuer: 'issuer.example',
      jwks: JWKS,
      forwardOriginalToken: true,
      outputClaimToHeaders: [{ header: 'x-sub', claim: 'sub' }],
    },
    {
      issuer: 'other.example',
      jwks: JWKS,
      audiences: ['web'],
      fromHeaders: [{ name: 'x-token', prefix: 'T ' }],
      outputPayloadToHeader: 'x-payload',
    },
    {
      issuer: 'third.example',
      jwks: JWKS,
      fromParams: ['token'],
      fromCookies: ['token'],
      spaceDelimitedClaims: ['roles'],
    },
  ])
  .map((jwtRules): ['RequestAuthentication', object] => ['RequestAuthentication', { jwtRules }]);

const sidecar = fc.constantFrom<['Sidecar', object]>(
  ['Sidecar', { egress: [{ hosts: ['./*'] }], outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }],
  [
    'Sidecar',
    {
      workloadSelector: { labels: { app: 'web' } },
      ingress: [{ port: { number: 9080, protocol: 'HTTP', name: 'in' }, defaultEndpoint: '127.0.0.1:8080' }],
      egress: [
        {
          port: { number: 9999, protocol: 'HTTP', name: 'out' },
          bind: '127.0.0.1',
          captureMode: 'NONE',
          hosts: ['*/*'],
        },
      ],
    },
  ],
);

type Drawn = readonly [kind: string, spec: object];

const drawn: fc.Arbitrary<readonly Drawn[]> = fc
  .tuple(
    fc.array(virtualService, { minLength: 1, maxLength: 4 }),
    fc.array(layer4, { maxLength: 2 }),
    fc
      .uniqueArray(fc.constantFrom('web' as const, 'api' as const, 'db' as const), { maxLength: 3 })
      .chain((hosts) =>
        fc.tuple(
          ...hosts.map((host) =>
            destinationRuleSpec(true, host).map((spec): Drawn => ['DestinationRule', spec]),
          ),
        ),
      ),
    fc.array(serviceEntry, { maxLength: 2 }),
    fc.array(
      authorizationSpec.map((spec): Drawn => ['AuthorizationPolicy', spec]),
      { maxLength: 3 },
    ),
    fc.array(requestAuthentication, { maxLength: 1 }),
    fc.array(peerAuthentication, { maxLength: 1 }),
    fc.array(sidecar, { maxLength: 1 }),
  )
  .map((lists) => lists.flat());

/** Meshes with a bit of everything on top of {@link foundation}. */
export const randomMesh: fc.Arbitrary<readonly KubeObject[]> = fc
  .tuple(drawn, gateway, gateway)
  .map(([objects, front, secure]) => [
    ...foundation,
    object('Gateway', { name: 'front' }, { spec: front }),
    object('Gateway', { name: 'secure' }, { spec: secure }),
    ...objects.map(([kind, spec], index) => object(kind, { name: `one-${String(index)}` }, { spec })),
    ...objects
      .filter(([kind]) => kind === 'AuthorizationPolicy' || kind === 'RequestAuthentication')
      .map(([kind, spec], index) =>
        object(kind, { name: `edge-${String(index)}`, namespace: 'istio-system' }, { spec }),
      ),
  ]);
