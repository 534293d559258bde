import fc from 'fast-check';
import { expect, it } from 'vitest';
import { analyze, decodeSpec, istioKinds } from '../../sandbox/istio/index';
import { admit } from '../../sandbox/kube/index';
import { parseYaml } from '../../sandbox/lib/yaml/index';

const specs: Readonly<Record<string, string>> = {
  VirtualService:
    '{hosts: [a.com, "*.b.com"], gateways: [mesh, ns/edge], exportTo: ["."], http: [{name: rule, match: [{uri: {prefix: /a}, headers: {x: {regex: "a+"}}, sourceLabels: {app: a}, port: 80}], fault: {abort: {httpStatus: 500, percentage: {value: 1}}, delay: {fixedDelay: 1s}}, retries: {attempts: 2, retryOn: "5xx", perTryTimeout: 1s}, timeout: 3s, mirror: {host: m}, headers: {request: {set: {a: "%b%"}}}, corsPolicy: {allowOrigins: [{exact: a}], allowMethods: [GET], maxAge: 1s}, rewrite: {uri: /b}, route: [{destination: {host: a, subset: v1, port: {number: 80}}, weight: 90}, {destination: {host: a}, weight: 10}]}], tls: [{match: [{sniHosts: [a.com]}], route: [{destination: {host: a}}]}], tcp: [{match: [{destinationSubnets: [10.0.0.0/8]}], route: [{destination: {host: a}}]}]}',
  DestinationRule:
    '{host: a, exportTo: ["*"], subsets: [{name: v1, labels: {version: v1}, trafficPolicy: {tls: {mode: SIMPLE}}}], trafficPolicy: {loadBalancer: {consistentHash: {httpCookie: {name: a, ttl: 1s}}, localityLbSetting: {distribute: [{from: a/b, to: {a/b: 100}}]}}, connectionPool: {tcp: {maxConnections: 1, connectTimeout: 1s}, http: {maxRetries: 1}}, outlierDetection: {interval: 1s}, portLevelSettings: [{port: {number: 80}, tls: {mode: MUTUAL}}]}}',
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

/** Replaces, removes or adds one thing somewhere. */
function mutate(value: unknown, path: readonly number[], replacement: unknown): unknown {
  if (typeof value !== 'object' || value === null || path.length === 0) return replacement;
  const keys = Object.keys(value);
  const key = keys[(path[0] ?? 0) % Math.max(1, keys.length)];
  if (key === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...(value as readonly unknown[])] : { ...value }) as Record<
    string,
    unknown
  >;
  copy[key] = mutate(copy[key], path.slice(1), replacement);
  return copy;
}

it('never throws, whatever a manifest says', () => {
  const kinds = istioKinds.filter((kind) => specs[kind.kind] !== undefined);
  expect(kinds.length).toBe(Object.keys(specs).length);
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.array(fc.tuple(fc.array(fc.nat(20), { maxLength: 8 }), junk), { minLength: 1, maxLength: 3 }),
      (kind, mutations) => {
        const valid = parseYaml(specs[kind.kind] ?? '', { file: '' }).documents[0]?.value;
        const spec = mutations.reduce(
          (value, [path, replacement]) => mutate(value, path, replacement),
          valid,
        );
        const object = {
          apiVersion: `${kind.group}/${kind.versions[0] ?? ''}`,
          kind: kind.kind,
          metadata: { name: 'x', namespace: 'default' },
          spec,
        };
        const admitted = admit(object, kind);
        const judged = kind.validate?.(object, {});
        for (const { path, message } of judged?.errors ?? [])
          expect([path, message]).not.toContain(undefined);
        expect(Array.isArray(admitted.errors)).toBe(true);
        decodeSpec(kind, spec, true);
        analyze({ objects: [{ object }] });
      },
    ),
    { numRuns: 2000, seed: 7 },
  );
}, 120_000);

it.each(Object.entries(specs))('takes the %s that the mutations start from', (name, text) => {
  const kind = istioKinds.find((candidate) => candidate.kind === name);
  if (!kind) throw new Error(name);
  const spec = parseYaml(text, { file: '' }).documents[0]?.value;
  const object = {
    apiVersion: `${kind.group}/${kind.versions[0] ?? ''}`,
    kind: name,
    metadata: { name: 'x', namespace: 'default' },
    spec,
  };
  expect(admit(object, kind).errors.filter(({ stage }) => stage !== 'validate')).toEqual([]);
});
