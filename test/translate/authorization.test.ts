import { describe, expect, it } from 'vitest';
import type { Rbac } from '../../sandbox/envoy/config/index';
import type { MeshConfig } from '../../sandbox/istio/index';
import { configOf, documents, ingress, INGRESS_SERVICE, service, sidecar } from './support/mesh';

const WORKLOAD = sidecar({ labels: { app: 'web' }, ip: '10.244.3.1' });

function policy(name: string, spec: string, namespace = 'default', annotations = '{}'): string {
  return `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ${name}, namespace: ${namespace}, annotations: ${annotations}}
spec: ${spec}`;
}

/** The network filters of the workload's port, an HTTP connection manager replaced by its own. */
function filtersOf(
  text: string,
  options: { readonly portName?: string; readonly mesh?: Partial<MeshConfig> } = {},
): { readonly name: string; readonly typedConfig?: unknown }[] {
  const { portName = 'http', mesh = {} } = options;
  const config = configOf(documents(service('web', { portName }), text), WORKLOAD, mesh);
  const inbound = config.listeners.find(({ name }) => name === 'virtualInbound');
  const chain = inbound?.filterChains.find((one) => one.filterChainMatch?.destinationPort === 8080);
  return (chain?.filters ?? []).flatMap(
    (filter): { readonly name: string; readonly typedConfig?: unknown }[] =>
      filter.name === 'envoy.filters.network.http_connection_manager'
        ? [...filter.typedConfig.httpFilters]
        : [filter],
  );
}

function rulesOf(text: string, options?: { readonly portName: string }): Rbac[] {
  return filtersOf(text, options)
    .filter(({ name }) => name.endsWith('.rbac'))
    .map(({ typedConfig }) => typedConfig as Rbac);
}

describe('filters of policies', () => {
  const tokens = `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: tokens}
spec: {jwtRules: [{issuer: me, jwks: '{"keys":[]}'}]}`;
  const provider = {
    name: 'guard',
    envoyExtAuthzHttp: { service: 'web.default.svc.cluster.local', port: 80 },
  };

  it('stand in front in the order custom, token, audit, deny, allow', () => {
    const text = documents(
      policy('a', '{rules: [{}]}'),
      policy('b', '{action: DENY, rules: [{}]}'),
      policy('c', '{action: AUDIT, rules: [{}]}'),
      policy('d', '{action: CUSTOM, provider: {name: guard}, rules: [{}]}'),
      tokens,
    );
    const filters = filtersOf(text, { mesh: { extensionProviders: [provider] } });
    const actions = filters.map(({ name, typedConfig }) => {
      const rbac = typedConfig as Rbac | undefined;
      return name.endsWith('.rbac')
        ? `rbac ${rbac?.rules ? (rbac.rules.action ?? 'ALLOW') : 'marks'}`
        : (name.split('.').at(-1) ?? '');
    });
    expect(actions).toEqual([
      'metadata_exchange',
      'rbac marks',
      'ext_authz',
      'jwt_authn',
      'rbac LOG',
      'rbac DENY',
      'rbac ALLOW',
      'grpc_stats',
      'fault',
      'cors',
      'stats',
      'router',
    ]);
  });

  it('deny what a provider that nobody declared should have decided', () => {
    const text = policy('d', '{action: CUSTOM, provider: {name: guard}, rules: [{}]}');
    expect(rulesOf(text).map(({ rules }) => [rules?.action, Object.keys(rules?.policies ?? {})])).toEqual([
      ['DENY', ['istio-ext-authz-guard-ns[default]-policy[d]-rule[0]-deny-due-to-bad-CUSTOM-action']],
    ]);
  });

  it.each([
    ['own namespace', policy('p', '{rules: [{}]}'), ['p']],
    ['another namespace', policy('p', '{rules: [{}]}', 'other'), []],
    [
      'root namespace first',
      documents(policy('a', '{rules: [{}]}'), policy('z', '{rules: [{}]}', 'istio-system')),
      ['z', 'a'],
    ],
    ['selector', policy('p', '{selector: {matchLabels: {app: web}}, rules: [{}]}'), ['p']],
    ['selector of others', policy('p', '{selector: {matchLabels: {app: db}}, rules: [{}]}'), []],
    [
      'reference to a Gateway',
      policy(
        'p',
        '{targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: web}], rules: [{}]}',
      ),
      [],
    ],
    ['no rules', policy('p', '{}'), ['p']],
  ])('%s', (_, text, expected) => {
    const names = rulesOf(text).flatMap(({ rules }) => Object.keys(rules?.policies ?? {}));
    expect(names.map((name) => /policy\[(.*?)\]/.exec(name)?.[1])).toEqual(expected);
  });

  it('only try out what is a dry run', () => {
    const text = policy('p', '{rules: [{}]}', 'default', '{istio.io/dry-run: "true"}');
    expect(rulesOf(text).map((rbac) => Object.keys(rbac))).toEqual([
      ['shadowRules', 'shadowRulesStatPrefix'],
    ]);
  });

  it('name the rule and its line', () => {
    const text = policy('p', '\n  rules:\n  - {}\n  - to: [{operation: {methods: [GET]}}]');
    const [rbac] = rulesOf(text);
    expect(
      Object.values(rbac?.rules?.policies ?? {}).map(({ origin }) => [origin?.path, origin?.file]),
    ).toEqual([
      ['spec.rules[0]', 'mesh.yaml'],
      ['spec.rules[1]', 'mesh.yaml'],
    ]);
  });

  it('stand on the gateway the selector names', () => {
    const gateway = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: g, namespace: istio-system}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]`;
    const onGateway = policy(
      'p',
      '{selector: {matchLabels: {istio: ingressgateway}}, rules: [{}]}',
      'istio-system',
    );
    const config = configOf(documents(INGRESS_SERVICE, gateway, onGateway), ingress());
    const [filter] = config.listeners[0]?.filterChains[0]?.filters ?? [];
    const names =
      filter?.name === 'envoy.filters.network.http_connection_manager'
        ? filter.typedConfig.httpFilters.map(({ name }) => name)
        : [];
    expect(names.slice(0, 3)).toEqual([
      'istio.metadata_exchange',
      'envoy.filters.http.rbac',
      'envoy.filters.http.grpc_stats',
    ]);
  });
});

describe('rules on a TCP port', () => {
  it.each([
    [
      'ALLOW drops what asks for HTTP',
      '{rules: [{to: [{operation: {methods: [GET]}}]}, {to: [{operation: {ports: ["8080"]}}]}]}',
      ['rule[1]'],
    ],
    [
      'DENY forgets what asks for HTTP',
      '{action: DENY, rules: [{to: [{operation: {methods: [GET]}}]}]}',
      ['rule[0]'],
    ],
  ])('%s', (_, spec, expected) => {
    const names = rulesOf(policy('p', spec), { portName: 'tcp-x' }).flatMap(({ rules }) =>
      Object.keys(rules?.policies ?? {}),
    );
    expect(names.map((name) => /rule\[\d\]$/.exec(name)?.[0])).toEqual(expected);
  });
});
