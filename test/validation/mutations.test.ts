import fc from 'fast-check';
import { expect, it } from 'vitest';
import { analyze, decodeSpec, istioKinds, takeSnapshot, translate } from '../../sandbox/istio/index';
import {
  admit,
  ApiError,
  createApiServer,
  createKindRegistry,
  kubeKinds,
  type KindDeclaration,
  type KubeObject,
} from '../../sandbox/kube/index';
import { parseYaml } from '../../sandbox/lib/yaml/index';
import { RandomSource } from '../../sandbox/sim/index';
import { ingress, sidecar } from '../translate/support/mesh';

const written: Readonly<Record<string, string>> = {
  VirtualService:
    '{hosts: [a.com, "*.b.com"], gateways: [mesh, ns/edge], exportTo: ["."], http: [{name: rule, match: [{uri: {prefix: /a}, headers: {x: {regex: "a+"}}, sourceLabels: {app: a}, port: 80}], fault: {abort: {httpStatus: 500, percentage: {value: 1}}, delay: {fixedDelay: 1s}}, retries: {attempts: 2, retryOn: "5xx", perTryTimeout: 1s}, timeout: 3s, mirror: {host: m}, headers: {request: {set: {a: "%b%"}}}, corsPolicy: {allowOrigins: [{exact: a}], allowMethods: [GET], maxAge: 1s}, rewrite: {uri: /b}, route: [{destination: {host: a, subset: v1, port: {number: 80}}, weight: 90}, {destination: {host: a}, weight: 10}]}], tls: [{match: [{sniHosts: [a.com]}], route: [{destination: {host: a}}]}], tcp: [{match: [{destinationSubnets: [10.0.0.0/8]}], route: [{destination: {host: a}}]}]}',
  DestinationRule:
    '{host: a, exportTo: ["*"], subsets: [{name: v1, labels: {version: v1}, trafficPolicy: {tls: {mode: SIMPLE}}}], trafficPolicy: {loadBalancer: {consistentHash: {httpCookie: {name: a, ttl: 1s}}, localityLbSetting: {distribute: [{from: a/b, to: {a/b: 100}}]}}, connectionPool: {tcp: {maxConnections: 1, connectTimeout: 1s}, http: {maxRetries: 1}}, outlierDetection: {interval: 1s}, portLevelSettings: [{port: {number: 80}, tls: {mode: ISTIO_MUTUAL}}]}}',
  Gateway:
    '{selector: {istio: ingressgateway}, servers: [{port: {number: 443, name: https, protocol: HTTPS}, hosts: ["ns/*.a.com"], tls: {mode: SIMPLE, credentialName: a, cipherSuites: [AES128-SHA]}, bind: 0.0.0.0}]}',
  ServiceEntry:
    '{hosts: [a.com], addresses: [1.2.3.4], ports: [{number: 80, name: http, protocol: HTTP, targetPort: 8080}], resolution: STATIC, location: MESH_EXTERNAL, endpoints: [{address: 1.1.1.1, ports: {http: 8080}, labels: {a: b}}]}',
  Sidecar:
    '{workloadSelector: {labels: {app: a}}, ingress: [{port: {number: 80, protocol: HTTP}, defaultEndpoint: "127.0.0.1:80"}], egress: [{hosts: ["./*", "ns/a.b"]}], outboundTrafficPolicy: {mode: ALLOW_ANY}}',
  AuthorizationPolicy:
    '{selector: {matchLabels: {app: a}}, action: DENY, rules: [{from: [{source: {principals: [a], ipBlocks: [1.2.3.4/8]}}], to: [{operation: {ports: ["80"], paths: ["/a/{*}"]}}], when: [{key: "request.headers[a]", values: [b]}]}]}',
  RequestAuthentication:
    '{jwtRules: [{issuer: a, jwksUri: "https://a/b", audiences: [c], fromHeaders: [{name: d}], timeout: 1s}]}',
  PeerAuthentication:
    '{selector: {matchLabels: {app: a}}, mtls: {mode: STRICT}, portLevelMtls: {"80": {mode: DISABLE}}}',
  EnvoyFilter:
    '{configPatches: [{applyTo: HTTP_FILTER, match: {context: GATEWAY, proxy: {proxyVersion: "1.*"}, listener: {filterChain: {filter: {name: a}}}}, patch: {operation: INSERT_BEFORE, value: {name: b}}}]}',
  Telemetry:
    '{tracing: [{customTags: {a: {literal: {value: b}}}}], metrics: [{overrides: [{tagOverrides: {a: {value: b}}}]}]}',
  WorkloadGroup:
    '{template: {address: 1.1.1.1}, probe: {httpGet: {port: 80, httpHeaders: [{name: a}]}}, metadata: {labels: {a: b}}}',
  WasmPlugin: '{url: "oci://a", vmConfig: {env: [{name: a}]}, match: [{ports: [{number: 80}]}]}',
};

/** As they are read; whoever changes one makes another. */
const specs: ReadonlyMap<string, unknown> = new Map(
  Object.entries(written).map(([kind, text]) => [kind, parseYaml(text, { file: '' }).documents[0]?.value]),
);

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1.5,
    99_999_999_999,
    '',
    '*',
    '/',
    '(',
    '%',
    'unix://',
    '::',
    'a'.repeat(300),
    [],
    {},
    [null],
    { a: null },
  ),
  fc.string(),
  fc.array(fc.string(), { maxLength: 2 }),
);

/** What happens to one field: another value, one level more, another name, gone. */
type Change = 'replace' | 'wrap' | 'list' | 'rename' | 'drop';

const mutation = fc.record({
  path: fc.array(fc.nat(20), { maxLength: 8 }),
  change: fc.constantFrom<Change>('replace', 'wrap', 'list', 'rename', 'drop'),
  junk,
});

function mutate(value: unknown, path: readonly number[], change: Change, replacement: unknown): unknown {
  if (typeof value !== 'object' || value === null || path.length === 0) return replacement;
  const keys = Object.keys(value);
  const key = keys[(path[0] ?? 0) % Math.max(1, keys.length)];
  if (key === undefined) return replacement;
  const { [key]: old, ...others } = { ...value } as Record<string, unknown>;
  if (path.length > 1 && typeof old === 'object' && old !== null)
    return restored(value, { ...others, [key]: mutate(old, path.slice(1), change, replacement) });
  switch (change) {
    case 'replace':
      return restored(value, { ...others, [key]: replacement });
    case 'wrap':
      return restored(value, { ...others, [key]: { inner: old } });
    case 'list':
      return restored(value, { ...others, [key]: [old] });
    case 'rename':
      return restored(value, { ...others, [`${key}x`]: old });
    case 'drop':
      return restored(value, others);
  }
}

/** A list stays a list. */
function restored(before: object, fields: Record<string, unknown>): unknown {
  return Array.isArray(before) ? Object.values(fields) : fields;
}

function kindNamed(name: string): KindDeclaration {
  const kind = istioKinds.find((candidate) => candidate.kind === name);
  if (!kind) throw new Error(name);
  return kind;
}

function objectOf(kind: KindDeclaration, spec: unknown): KubeObject {
  return {
    apiVersion: `${kind.group}/${kind.versions[0] ?? ''}`,
    kind: kind.kind,
    metadata: { name: 'x', namespace: 'default' },
    spec,
  };
}

function specOf(kind: KindDeclaration): unknown {
  return specs.get(kind.kind);
}

it('ten thousand broken manifests: each is refused in the API server’s words and changes nothing, or works', () => {
  const kinds = istioKinds.filter((kind) => specs.has(kind.kind));
  expect(kinds.map(({ kind }) => kind).sort()).toEqual([...specs.keys()].sort());
  const api = createApiServer({
    kinds: createKindRegistry([...kubeKinds, ...istioKinds]),
    now: () => 0,
    random: new RandomSource(1),
    mutators: [],
  });
  for (const kind of kinds) api.create(objectOf(kind, specOf(kind)));
  const outcomes = { refused: 0, accepted: 0 };
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds.map(({ kind }) => kind)),
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      (name, mutations) => {
        const kind = kindNamed(name);
        const key = { kind: name, namespace: 'default', name: 'x' };
        const before = api.get(key);
        const broken = objectOf(
          kind,
          mutations.reduce(
            (spec, { path, change, junk: value }) => mutate(spec, path, change, value),
            specOf(kind),
          ),
        );
        try {
          api.update(broken);
        } catch (error) {
          expect(error).toBeInstanceOf(ApiError);
          expect(api.get(key)).toBe(before);
          outcomes.refused++;
          return;
        }
        outcomes.accepted++;
        decodeSpec(kind, broken.spec, true);
        analyze({ objects: api.stored() });
        const snapshot = takeSnapshot({ list: (name) => api.list(name) });
        for (const proxy of [sidecar(), ingress()]) translate(snapshot, proxy);
        api.update(objectOf(kind, specOf(kind)));
      },
    ),
    { numRuns: 10_000, seed: 7 },
  );
  expect(Math.min(outcomes.refused, outcomes.accepted)).toBeGreaterThan(1000);
}, 300_000);

it.each([...specs.keys()])('takes the %s that the mutations start from', (name) => {
  const kind = kindNamed(name);
  expect(
    admit(objectOf(kind, specOf(kind)), kind).errors.filter(({ stage }) => stage !== 'validate'),
  ).toEqual([]);
});
