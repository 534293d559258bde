import { AuthorizationPolicyIndex } from '../../../../sandbox/istio/discovery/authorization-policies';
import { toConfig } from '../../../../sandbox/istio/discovery/config';
import type { AuthorizationPolicySpec, SidecarSpec } from '../../../../sandbox/istio/discovery/api/index';
import { computeScope, type SidecarScope } from '../../../../sandbox/istio/discovery/sidecar-scope';
import type { Snapshot } from '../../../../sandbox/istio/discovery/index';
import { readObjects } from '../../mesh-objects';
import { at, constant, entries, items, NotData, text, texts, truth, type Go } from './go-literal';
import { withConstants } from './known-constants';
import { service, snapshotOf } from './mesh';
import { differ, type Table } from './table';

const source = 'pilot/pkg/model/sidecar_test.go';
const ROOT = 'istio-system';

/** What a proxy's configuration depends on. */
export const dependencyTables: readonly Table[] = [
  ...['TestContainsEgressDependencies', 'TestRootNsSidecarDependencies'].map((func): Table => ({
    source,
    func,
    check: (row) => {
      const snapshot = snapshotOf({ services, configs });
      const hosts = texts(row['egress']);
      const sidecar = hosts.length === 0 ? undefined : toConfig<SidecarSpec>(sidecarWith(hosts));
      const { registry, virtualServices, mesh } = snapshot;
      const scope = computeScope('default', sidecar, { registry, virtualServices, mesh });
      const wanted = keysOf(row['contains']);
      return differ(
        wanted.map(([key]) => [key, dependsOn(snapshot, scope, key)]),
        wanted,
      );
    },
  })),
  {
    source: 'pilot/pkg/model/push_context_test.go',
    func: 'TestSidecarScope',
    check: (row) => {
      const { scopes } = snapshotOf({ configs: sidecars });
      const namespace = text(at(row['proxy'], 'ConfigNamespace'));
      const labels = Object.fromEntries(entries(row['labels']).map(([name, label]) => [name, text(label)]));
      const isSidecar = at(row['proxy'], 'Type', '$ident') === 'SidecarProxy';
      const scope = isSidecar ? scopes.forWorkload(namespace, labels) : scopes.forGateway(namespace);
      return differ(`${scope.namespace}/${scope.sidecar?.name ?? 'default-sidecar'}`, text(row['sidecar']));
    },
  },
  {
    source: 'pilot/pkg/model/push_context_test.go',
    func: 'TestSetDestinationRuleWithWorkloadSelector',
    check: (row) => {
      const { destinationRules } = snapshotOf({ configs: selecting });
      const target = service({
        Hostname: row['serviceHostname'],
        Attributes: { Namespace: row['serviceNs'] },
      });
      const clients: readonly Readonly<Record<string, string>>[] = [{ app: 'app1' }, { app: 'app2' }, {}];
      const found = clients.map(
        (labels) => destinationRules.lookup(text(row['proxyNs']), target, labels)?.config.name,
      );
      return differ(
        [...new Set(found)],
        items(row['expectedDrName']).map((name) => ruleNames[text(at(name, '$go')).split('.')[0] ?? '']),
      );
    },
  },
  {
    source: 'pilot/pkg/model/push_context_test.go',
    func: 'TestSetDestinationRuleBackendPolicyMerging',
    check: (row) => {
      const [seconds] = items(at(row['backendTS'], 'args'));
      const { destinationRules } = snapshotOf({ configs: policyAndRule(Number(seconds)) });
      const target = service({
        Hostname: 'backend.test.svc.cluster.local',
        Attributes: { Namespace: 'test' },
      });
      const found = destinationRules.lookup('test', target, {});
      return differ(
        [found?.trafficPolicy, found?.subsets.length],
        [
          {
            loadBalancer: { simple: 'ROUND_ROBIN' },
            tls: { mode: 'MUTUAL' },
            outlierDetection: { consecutive5xxErrors: 3 },
            connectionPool: { tcp: { maxConnections: 7 } },
          },
          1,
        ],
      );
    },
  },
];

/** Kind, name and namespace of an object, and whether a proxy depends on it. */
type Key = readonly [kind: string, name: string, namespace: string];

function keysOf(value: Go): readonly (readonly [Key, boolean])[] {
  const [namespace, contained] = items(at(value, 'args'));
  if (at(value, '$call') === 'allContains') {
    const place = text(namespace);
    return (
      [
        ['ServiceEntry', 'svc1.com', place],
        ['VirtualService', 'vs1', place],
        ['DestinationRule', 'dr1', place],
      ] as const
    ).map((key) => [key, truth(contained)]);
  }
  return entries(value).map(([written, depends]) => {
    const [kind, name, place] = items(withConstants(JSON.parse(written) as Go));
    return [[constant(kind), text(name), text(place)], truth(depends)];
  });
}

function dependsOn(snapshot: Snapshot, scope: SidecarScope, [kind, name, namespace]: Key): boolean {
  const isIt = (one: { readonly namespace: string; readonly name: string }): boolean =>
    one.namespace === namespace && one.name === name;
  switch (kind) {
    case 'ServiceEntry':
      return scope.services.some((one) => one.hostname === name && one.namespace === namespace);
    case 'VirtualService':
      return scope.egressListeners.some(({ virtualServices }) => virtualServices.some(isIt));
    case 'DestinationRule':
      return scope.services.some((one) => {
        const rule = snapshot.destinationRules.lookup(scope.namespace, one, {});
        return rule !== undefined && isIt(rule.config);
      });
    case 'AuthorizationPolicy': {
      const [policy] = readObjects(manifest('security.istio.io', kind, name, namespace, '{}'));
      const policies = policy ? [toConfig<AuthorizationPolicySpec>(policy)] : [];
      const applied = new AuthorizationPolicyIndex(policies, ROOT).forWorkload({
        namespace: scope.namespace,
        labels: {},
      });
      return applied.allow.some(isIt);
    }
    default:
      throw new NotData(`${kind} is not simulated`);
  }
}

function manifest(group: string, kind: string, name: string, namespace: string, spec: string): string {
  return `
apiVersion: ${group}/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}`;
}

const services = [
  service({ Hostname: 'nomatch', Attributes: { Namespace: 'nomatch' } }),
  service({ Hostname: 'svc1.com', Attributes: { Namespace: 'ns' } }),
];
const configs = readObjects(
  [
    manifest('networking.istio.io', 'VirtualService', 'vs1', 'ns', '{hosts: [svc1.com]}'),
    manifest('networking.istio.io', 'DestinationRule', 'dr1', 'ns', '{host: svc1.com, exportTo: ["*"]}'),
  ].join('\n---'),
);

function sidecarWith(hosts: readonly string[]): Parameters<typeof toConfig>[0] {
  const metadata = { name: 'foo', namespace: 'default' };
  return { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata, spec: { egress: [{ hosts }] } };
}

const egress = 'egress: [{hosts: [default/*]}], outboundTrafficPolicy: {}';
const sidecars = readObjects(
  [
    manifest(
      'networking.istio.io',
      'Sidecar',
      'foo',
      'default',
      `{workloadSelector: {labels: {app: foo}}, ${egress}}`,
    ),
    manifest('networking.istio.io', 'Sidecar', 'global', ROOT, `{${egress}}`),
  ].join('\n---'),
);

/** Rules of one host by the test's names for them; the age of the last is the greatest. */
const ruleNames: Readonly<Record<string, string>> = {
  app1DestinationRule: 'ns-rule1',
  app2DestinationRule: 'ns-rule2',
  app3DestinationRule: 'ns-rule3',
  namespaceDestinationRule: 'ns-rule4',
};
const selecting = readObjects(
  (
    [
      ['ns-rule1', 1, 'workloadSelector: {matchLabels: {app: app1}}, '],
      ['ns-rule2', 2, 'workloadSelector: {matchLabels: {app: app2}}, '],
      ['ns-rule3', 2, 'workloadSelector: {matchLabels: {app: app2}}, '],
      ['ns-rule4', 0, ''],
    ] as const
  )
    .map(
      ([name, second, selector]) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${name}, namespace: test, creationTimestamp: "2020-01-01T00:00:0${String(second)}Z"}
spec: {host: httpbin.org, exportTo: [test2, .], ${selector}trafficPolicy: {tls: {mode: SIMPLE}}}`,
    )
    .join('\n---'),
);

function policyAndRule(second: number): ReturnType<typeof readObjects> {
  return readObjects(`
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: user-dr, namespace: test, creationTimestamp: "2020-01-01T00:00:02Z"}
spec:
  host: backend.test.svc.cluster.local
  trafficPolicy:
    loadBalancer: {simple: ROUND_ROBIN}
    connectionPool: {tcp: {maxConnections: 7}}
    tls: {mode: MUTUAL}
  subsets: [{name: v1}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: backend.test~istio-gateway
  namespace: test
  creationTimestamp: "2020-01-01T00:00:0${String(second)}Z"
  annotations: {internal.istio.io/parents: XBackendTrafficPolicy/policy.test}
spec:
  host: backend.test.svc.cluster.local
  trafficPolicy:
    loadBalancer: {simple: LEAST_REQUEST}
    tls: {mode: SIMPLE}
    outlierDetection: {consecutive5xxErrors: 3}
`);
}
