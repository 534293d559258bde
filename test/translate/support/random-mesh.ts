import fc from 'fast-check';
import { documents, INGRESS_SERVICE, service } from './mesh';

const host = fc.constantFrom('web', 'api', 'web.default', 'x.example.com', '*.example.com', '*', 'web.shop');
const uri = fc.constantFrom(
  '{exact: /a}',
  '{prefix: /}',
  '{prefix: /api}',
  '{regex: ".*"}',
  '{regex: "/v[0-9]+"}',
);
const match = fc
  .record({
    uri: fc.option(uri, { nil: undefined }),
    method: fc.option(fc.constant('{exact: GET}'), { nil: undefined }),
    port: fc.option(fc.constantFrom('80', '8080'), { nil: undefined }),
    gateways: fc.option(fc.constantFrom('[mesh]', '[front]'), { nil: undefined }),
    headers: fc.option(fc.constant('{x-user: {exact: jason}}'), { nil: undefined }),
  })
  .map(flow);
const destination = fc
  .tuple(
    fc.constantFrom('web', 'api', 'ghost'),
    fc.constantFrom('', ', subset: v1', ', subset: v2'),
    fc.integer({ min: 0, max: 100 }),
  )
  .map(([name, subset, weight]) => `{destination: {host: ${name}${subset}}, weight: ${String(weight)}}`);
const route = fc
  .tuple(
    fc.array(match, { maxLength: 3 }),
    fc.array(destination, { minLength: 1, maxLength: 3 }),
    fc.boolean(),
  )
  .map(([matches, destinations, timeout]) =>
    flow({
      match: matches.length === 0 ? undefined : `[${matches.join(', ')}]`,
      route: `[${destinations.join(', ')}]`,
      timeout: timeout ? '5s' : undefined,
    }),
  );

const virtualService = fc.record({
  hosts: fc.uniqueArray(host, { minLength: 1, maxLength: 2 }),
  gateways: fc.constantFrom(undefined, '[mesh]', '[front]', '[mesh, front]'),
  http: fc.array(route, { minLength: 1, maxLength: 3 }),
  exportTo: fc.constantFrom(undefined, '["."]', '["*"]'),
});

const destinationRule = fc.record({
  host: fc.constantFrom('web', 'api', '*.local'),
  policy: fc.constantFrom(
    undefined,
    '{loadBalancer: {simple: RANDOM}}',
    '{tls: {mode: DISABLE}}',
    '{outlierDetection: {}}',
  ),
  subsets: fc.subarray(['{name: v1, labels: {version: v1}}', '{name: v2, labels: {version: v2}}']),
});

const peerAuthentication = fc.constantFrom('PERMISSIVE', 'STRICT', 'DISABLE');

/** Manifests of small meshes, one document per entry; every object has a name of its own. */
export const randomMesh: fc.Arbitrary<readonly string[]> = fc
  .tuple(
    fc.array(virtualService, { maxLength: 4 }),
    fc.array(destinationRule, { maxLength: 3 }),
    fc.option(peerAuthentication),
  )
  .map(([services, rules, mode]) => [
    ...services.map(
      (spec, index) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: vs-${String(index)}}
spec: ${flow({ ...spec, hosts: `["${spec.hosts.join('", "')}"]`, http: `[${spec.http.join(', ')}]` })}`,
    ),
    ...rules.map(
      (spec, index) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: dr-${String(index)}}
spec: ${flow({ host: `"${spec.host}"`, trafficPolicy: spec.policy, subsets: `[${spec.subsets.join(', ')}]` })}`,
    ),
    ...(mode === null
      ? []
      : [
          `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default}
spec: {mtls: {mode: ${mode}}}`,
        ]),
  ]);

/** What every random mesh stands on. */
export const FOUNDATION: readonly string[] = documents(
  INGRESS_SERVICE,
  service('web', { versions: ['v1', 'v2'] }),
  service('api', { port: 8080, ip: '10.96.0.11', subnet: 4 }),
  service('db', { port: 5432, portName: 'tcp', ip: '10.96.0.12' }),
  `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: front}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]`,
).split('\n---\n');

function flow(fields: Readonly<Record<string, string | undefined>>): string {
  const parts = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${value}`],
  );
  return `{${parts.join(', ')}}`;
}
