import { createSign, generateKeyPairSync } from 'node:crypto';
import type { HttpFilter } from '../../../sandbox/envoy/config/index';
import { httpResponse, isFailure, type ConnectionFailure } from '../../../sandbox/net/index';
import { cluster, endpoints, httpListener, router, routes, TestNetwork } from '../../envoy/wiring';
import { ScenarioMesh } from '../differential/mesh';
import type { RequestSpec } from '../differential/scenario';
import { sendAll } from '../differential/send';
import { MANIFEST, TOKEN_KEYS_PLACE } from './local-reply-mesh';

interface Row {
  readonly cause: string;
  readonly status: number | string;
  readonly body?: string;
  readonly flags?: string;
  readonly details?: string;
  readonly route?: string;
  readonly cluster?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Reply {
  readonly status: number | null;
  readonly body: string;
  readonly flags: string;
  readonly details: string;
  readonly route: string;
  readonly cluster: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How a cause is brought about: a call in the mesh, or a proxy of its own where no mesh configuration leads there. */
type Trial = Partial<RequestSpec> & {
  readonly url: string;
  readonly hop?: string;
  readonly registryOnly?: true;
};

const signer = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** What is tried for a cause, by the words it is described with. */
const TRIALS: readonly (readonly [cause: RegExp, trial: Trial | (() => Reply)])[] = [
  [/^no route/, { url: 'http://web/nowhere' }],
  [/^cluster missing \(VirtualService\)/, { url: 'http://web/no-subset' }],
  [/^cluster missing \(HTTPRoute\)/, { url: 'http://routed/missing' }],
  [/^no healthy upstream/, { url: 'http://empty/' }],
  [/^connection refused, no retry left/, { url: 'http://closed/' }],
  [/^connection refused, (retries disabled|Envoy before)/, { url: 'http://closed/once' }],
  [/^connect timeout/, { url: 'http://240.0.0.9/', headers: { host: 'far.example' }, timeoutMs: 60_000 }],
  [/^upstream closes before headers/, { url: 'http://strict/' }],
  [/^TLS to a plaintext server/, { url: 'http://plain/' }],
  [/RST_STREAM/, () => alone({ upstream: { failure: 'reset', detail: 'remote_reset' } })],
  [/^circuit breaker overflow/, () => alone({ maxRequests: 0 })],
  [/^upstream protocol error/, { url: 'http://no-http/' }],
  [/^route timeout/, { url: 'http://web/delay/900' }],
  [/^per try timeout/, { url: 'http://web/per-try/delay/900' }],
  [/^fault abort/, { url: 'http://web/abort-500' }],
  [/^fault delay then ok/, { url: 'http://web/late' }],
  [/^fault delay then abort/, { url: 'http://web/late-abort' }],
  [/^RBAC deny/, { url: 'http://guarded/', hop: 'inbound' }],
  [/^JWT missing where required/, () => alone({ filter: requiredToken() })],
  [/^JWT garbage/, withToken('nonsense')],
  [/^JWT wrong issuer/, withToken(token({ iss: 'other' }))],
  [/^JWT expired/, withToken(token({ exp: 1 }))],
  [/^JWT bad signature/, withToken(`${token({})}AA`)],
  [/^JWT no matching key/, withToken(token({}, 'k9'))],
  [/^JWT audience/, { ...withToken(token({ aud: 'x' })), url: 'http://audience/' }],
  [/^local rate limit/, () => alone({ filter: emptyBucket() })],
  [
    /^REGISTRY_ONLY/,
    { url: 'http://198.51.100.200/', headers: { host: 'nobody.example' }, registryOnly: true },
  ],
  [/^ALLOW_ANY/, { url: 'http://outside.example/' }],
  [/total weight 0/, { url: 'http://routed/weightless' }],
  [/^httpsRedirect/, { from: 'external', to: 'ingress', url: 'http://secure.example/path', hop: 'gateway' }],
];

/** Earlier versions of Envoy than the one that is simulated, which must not answer as they did. */
const OTHER_VERSION = /Envoy before/;

/** What clients and access logs see of answers that proxies make up. */
export function localReplies({ cases }: { readonly cases: readonly Row[] }): string | undefined {
  const meshes = { open: meshOf(''), closed: meshOf('outboundTrafficPolicy: {mode: REGISTRY_ONLY}') };
  for (const row of cases) {
    const trial = TRIALS.find(([cause]) => cause.test(row.cause))?.[1];
    if (trial === undefined) return `${row.cause}: nobody knows how to bring it about`;
    const reply =
      typeof trial === 'function'
        ? trial()
        : inMesh(trial.registryOnly === true ? meshes.closed : meshes.open, trial);
    const why = difference(row, reply);
    const isOld = OTHER_VERSION.test(row.cause);
    if (isOld && why === undefined) return `${row.cause}: the simulated version answers otherwise`;
    if (!isOld && why !== undefined) return `${row.cause}: ${why}`;
  }
  return undefined;
}

function difference(row: Row, reply: Reply): string | undefined {
  const upstream = row.body === '<upstream>' || row.status === '<upstream>';
  const expected: Readonly<Record<string, unknown>> = {
    status: row.status === '<upstream>' ? 200 : row.status,
    ...(row.body === undefined || upstream ? {} : { body: withoutTransportReason(row.body) }),
    ...(row.flags === undefined ? {} : { flags: row.flags === '-' ? '' : row.flags }),
    ...(row.details === undefined ? {} : { details: row.details }),
    ...(row.route === undefined ? {} : { route: row.route }),
    ...(row.cluster === undefined ? {} : { cluster: row.cluster }),
  };
  for (const [name, wanted] of Object.entries(expected)) {
    const got = reply[name as keyof Reply];
    if (got !== wanted) return `${name} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`;
  }
  for (const [name, wanted] of Object.entries(row.headers ?? {})) {
    const text = wanted.replace('HOST/PATH', 'secure.example/path');
    if (reply.headers[name] !== text) return `${name} is ${String(reply.headers[name])}, not ${text}`;
  }
  return undefined;
}

/** Envoy 1.39 and later keep the transport's own words for the access log. */
function withoutTransportReason(body: string): string {
  return body.replace(/, transport failure reason: .*$/, '');
}

function meshOf(meshConfig: string): ScenarioMesh {
  const keys = JSON.stringify({
    keys: [{ ...signer.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256' }],
  });
  const manifests = MANIFEST.replaceAll(TOKEN_KEYS_PLACE, keys);
  const mesh = new ScenarioMesh({ id: 'local-replies', manifests, steps: [], meshConfig });
  mesh.runtime.external.add({
    name: 'outside',
    hosts: ['outside.example'],
    ports: [80],
    instance: {
      *handle() {
        return httpResponse(200, 'outside');
      },
    },
  });
  mesh.settle();
  return mesh;
}

function inMesh(mesh: ScenarioMesh, { hop: where = 'outbound', registryOnly: _, ...call }: Trial): Reply {
  const [outcome] = sendAll(mesh, { from: 'default/client', ...call }, 1);
  const hop = outcome?.hops.find(({ direction }) => direction === where);
  return {
    status: outcome?.status ?? null,
    body: outcome?.body ?? '',
    flags: hop?.flags ?? '',
    details: hop?.details ?? '',
    route: hop?.route ?? '',
    cluster: hop?.cluster ?? '',
    headers: outcome?.headers ?? {},
  };
}

/** A proxy with one route to one host. */
function alone(setup: {
  readonly upstream?: ConnectionFailure;
  readonly maxRequests?: number;
  readonly filter?: HttpFilter;
}): Reply {
  const network = new TestNetwork();
  network.serve('10.0.0.2:8080', () => setup.upstream ?? httpResponse(200));
  const thresholds = setup.maxRequests === undefined ? [] : [{ maxRequests: setup.maxRequests }];
  const route = { match: { prefix: '/' }, route: { cluster: 'shop', timeout: '0s' } };
  const httpFilters = [...(setup.filter ? [setup.filter] : []), router];
  const proxy = network.proxy('gateway', '10.0.0.1', {
    listeners: [httpListener(8080, 'http.8080', { httpFilters })],
    routeConfigurations: [routes('http.8080', { name: 'shop', domains: ['shop.example'], routes: [route] })],
    clusters: [cluster('shop', { circuitBreakers: { thresholds } })],
    loadAssignments: [endpoints('shop', '10.0.0.2:8080')],
  });
  const { outcome, trace } = network.send(proxy);
  const [hop] = trace.hops;
  const response = isFailure(outcome) ? undefined : outcome;
  return {
    status: response?.status ?? null,
    body: response?.body ?? '',
    flags: hop?.flags ?? '',
    details: (hop?.details ?? '').replaceAll(' ', '_'),
    route: '',
    cluster: hop?.decision?.cluster ?? '',
    headers: Object.fromEntries(response?.headers.entries() ?? []),
  };
}

function requiredToken(): HttpFilter {
  const provider = { issuer: 'me', localJwks: { inlineString: '{"keys":[]}' }, payloadInMetadata: 'payload' };
  const rules = [{ match: { prefix: '/' }, requires: { providerName: 'me' } }];
  return { name: 'envoy.filters.http.jwt_authn', typedConfig: { providers: { me: provider }, rules } };
}

function emptyBucket(): HttpFilter {
  const always = { defaultValue: { numerator: 100 } };
  return {
    name: 'envoy.filters.http.local_ratelimit',
    typedConfig: {
      statPrefix: 'test',
      tokenBucket: { maxTokens: 0, fillInterval: '60s' },
      filterEnabled: always,
      filterEnforced: always,
    },
  };
}

/** A token that the mesh accepts but for what is changed in it. */
function token(claims: Readonly<Record<string, unknown>>, kid = 'k1'): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', kid })}.${part({ iss: 'me', sub: 'alice', exp: 4_000_000_000, ...claims })}`;
  return `${signed}.${createSign('sha256').update(signed).sign(signer.privateKey).toString('base64url')}`;
}

function withToken(made: string): Trial {
  return { url: 'http://tokens/', hop: 'inbound', headers: { authorization: `Bearer ${made}` } };
}
