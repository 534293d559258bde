import fc from 'fast-check';
import type { KubeObject } from '../../../sandbox/kube/index';
import { authorizationSpec } from './authorization';
import { destinationRuleSpec } from './destination-rule';
import { httpRoute } from './http-route';
import { object, serviceWithPods } from './manifest';
import { JWKS } from './tokens';
import { compact, HOSTS, maybe } from './vocabulary';

/** Where the pods of the random meshes live: loopback addresses. */
export const PODS = {
  web: { '127.1.0.1': 'v1', '127.1.0.2': 'v2' },
  api: { '127.1.0.3': 'v1', '127.1.0.4': 'v1', '127.1.0.5': 'v1', '127.1.0.6': 'v2' },
} as const;
export const CLUSTER_IPS = { web: '127.96.0.10', api: '127.96.0.11' } as const;
export const SERVER_LABELS = { app: 'web', version: 'v1' };

/** @param port where the upstreams listen */
export function foundationOn(port: number): readonly KubeObject[] {
  return [
    ...serviceWithPods({
      name: 'web',
      clusterIP: CLUSTER_IPS.web,
      port: 80,
      targetPort: port,
      pods: PODS.web,
    }),
    ...serviceWithPods({
      name: 'api',
      clusterIP: CLUSTER_IPS.api,
      port: 80,
      targetPort: port,
      pods: PODS.api,
    }),
    object(
      'Service',
      { name: 'istio-ingressgateway', namespace: 'istio-system' },
      {
        spec: {
          clusterIP: '127.96.0.2',
          selector: { istio: 'ingressgateway' },
          ports: [{ name: 'http2', port: 80, targetPort: 8080 }],
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
              port: { number: 80, name: 'http', protocol: 'HTTP' },
              hosts: ['*.example.com', '*.org', 'web', 'api'],
            },
          ],
        },
      },
    ),
  ];
}

type Drawn = readonly [kind: string, spec: object, namespace?: string];

const virtualServices = fc
  .uniqueArray(fc.constantFrom<string>(...HOSTS, '*.example.com', 'web', 'api'), {
    minLength: 3,
    maxLength: 5,
  })
  .chain((hosts) =>
    fc.tuple(
      ...hosts.map((host) =>
        fc
          .array(httpRoute, { minLength: 2, maxLength: 5 })
          .map((http): Drawn => ['VirtualService', { hosts: [host], gateways: ['front', 'mesh'], http }]),
      ),
    ),
  );

const destinationRules = fc.tuple(
  ...(['web', 'api'] as const).map((host) =>
    destinationRuleSpec(false, host).map((spec): Drawn => ['DestinationRule', spec]),
  ),
);

const gatewayLabels = { selector: { matchLabels: { istio: 'ingressgateway' } } };
const serverLabels = { selector: { matchLabels: { app: 'web' } } };

/** Policies for the gateway, for the server, or for neither. */
const policies = fc
  .array(fc.tuple(authorizationSpec, fc.boolean()), { maxLength: 3 })
  .map((list) =>
    list.map(([spec, atGateway]): Drawn =>
      atGateway
        ? ['AuthorizationPolicy', { ...spec, ...gatewayLabels }, 'istio-system']
        : ['AuthorizationPolicy', { ...spec, ...serverLabels }],
    ),
  );

const jwtRule = fc
  .record({
    issuer: fc.constant('issuer.example'),
    jwks: fc.constant(JWKS),
    audiences: maybe(fc.constant(['web']), 3),
    forwardOriginalToken: maybe(fc.boolean(), 1),
    outputClaimToHeaders: maybe(
      fc.constant([
        { header: 'x-sub', claim: 'sub' },
        { header: 'x-nested', claim: 'nested' },
        { header: 'x-group', claim: 'group' },
      ]),
      1,
    ),
    outputPayloadToHeader: maybe(fc.constant('x-payload'), 2),
    fromHeaders: maybe(fc.constantFrom([{ name: 'x-token', prefix: 'T ' }], [{ name: 'x-token' }]), 3),
    fromParams: maybe(fc.constant(['token']), 3),
    fromCookies: maybe(fc.constant(['token']), 3),
    spaceDelimitedClaims: maybe(fc.constant(['group']), 4),
  })
  .map(compact);
const otherRule = fc
  .record({
    audiences: maybe(fc.constant(['web']), 2),
    fromHeaders: maybe(fc.constant([{ name: 'x-token' }]), 4),
    forwardOriginalToken: maybe(fc.boolean(), 2),
  })
  .map((more) => compact({ issuer: 'stranger.example', jwks: JWKS, ...more }));
const authentications = fc
  .record({
    atGateway: fc.boolean(),
    rules: fc.array(jwtRule, { maxLength: 1 }),
    others: fc.array(otherRule, { maxLength: 1 }),
    otherFirst: fc.boolean(),
  })
  .map(({ atGateway, rules, others, otherFirst }): Drawn[] => {
    const jwtRules = otherFirst ? [...others, ...rules] : [...rules, ...others];
    if (jwtRules.length === 0) return [];
    return [
      atGateway
        ? ['RequestAuthentication', { ...gatewayLabels, jwtRules }, 'istio-system']
        : ['RequestAuthentication', { ...serverLabels, jwtRules }],
    ];
  });

const drawn: fc.Arbitrary<readonly Drawn[]> = fc
  .tuple(virtualServices, destinationRules, policies, authentications)
  .map((lists) => lists.flat());

/** Meshes whose traffic a real Envoy on loopback can carry. */
export const loopbackMesh: fc.Arbitrary<readonly KubeObject[]> = drawn.map((objects) =>
  objects.map(([kind, spec, namespace = 'default'], index) =>
    object(kind, { name: `one-${String(index)}`, namespace }, { spec }),
  ),
);
