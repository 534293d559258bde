import type { ConfigKey } from '../../../../sandbox/istio/discovery/index';
import { concerns, createContext } from '../../../../sandbox/istio/translate/index';
import type { KubeObject } from '../../../../sandbox/kube/index';
import { readObjects } from '../../mesh-objects';
import { at, constant, entries, items, number, text, texts, truth, type Go } from './go-literal';
import { withConstants } from './known-constants';
import { service, sidecar, snapshotOf } from './mesh';
import { differ, type Table } from './table';

const source = 'pilot/pkg/model/sidecar_test.go';
const ROOT = 'istio-system';

/** What a proxy's configuration depends on. */
export const dependencyTables: readonly Table[] = [
  ...['TestContainsEgressDependencies', 'TestRootNsSidecarDependencies'].map((func): Table => ({
    source,
    func,
    check: (row) => {
      const hosts = texts(row['egress']);
      const scoped = hosts.length === 0 ? configs : [...configs, sidecarWith(hosts)];
      const context = createContext(snapshotOf({ services, configs: scoped }), sidecar());
      const wanted = keysOf(row['contains']);
      return differ(
        wanted.map(([key]) => [key, concerns(key, context)]),
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
      const found = clients.flatMap(
        (labels) => destinationRules.lookup(text(row['proxyNs']), target, labels) ?? [],
      );
      const sources = new Map(found.map(({ config, from }) => [config.name, from.map(({ name }) => name)]));
      const wanted = items(row['expectedDrName']).map((name) => ruleName(at(name, '$go')));
      const merged = entries(row['expectedNamespacedFrom']).map(([name, from]) => [
        ruleName(at(JSON.parse(name) as Go, '$go')),
        items(from).map((call) => ruleName(at(call, '$call'))),
      ]);
      return (
        differ([sources.size, [...sources.keys()]], [number(row['expectedDrCount']), wanted]) ??
        differ(
          merged.map(([name]) => [name, sources.get(String(name))]),
          merged,
        )
      );
    },
  },
];

/** Objects, and whether a proxy depends on them. */
function keysOf(value: Go): readonly (readonly [ConfigKey, boolean])[] {
  const [namespace, contained] = items(at(value, 'args'));
  if (at(value, '$call') === 'allContains') {
    const place = text(namespace);
    return (
      [
        ['ServiceEntry', 'svc1.com'],
        ['VirtualService', 'vs1'],
        ['DestinationRule', 'dr1'],
      ] as const
    ).map(([kind, name]) => [{ kind, name, namespace: place }, truth(contained)]);
  }
  return entries(value).map(([written, depends]) => {
    const [kind, name, place] = items(withConstants(JSON.parse(written) as Go));
    return [{ kind: constant(kind), name: text(name), namespace: text(place) }, truth(depends)];
  });
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

function sidecarWith(hosts: readonly string[]): KubeObject {
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
/** `app1DestinationRule.Meta.Name` */
function ruleName(expression: Go): string {
  return ruleNames[text(expression).split('.')[0] ?? ''] ?? '';
}

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
