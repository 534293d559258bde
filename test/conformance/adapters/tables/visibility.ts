import { isVisibleTo, visibilityOf } from '../../../../sandbox/istio/discovery/visibility';
import { cappedVisibility } from '../../../../sandbox/istio/discovery/service-entry-visibility';
import { resolveAliases } from '../../../../sandbox/istio/discovery/service-alias';
import { readObjects } from '../../mesh-objects';
import { identifier } from './calls';
import { at, items, text, texts, truth } from './go-literal';
import { exportTo, service, snapshotOf } from './mesh';
import { differ, type Table } from './table';

const source = 'pilot/pkg/model/push_context_test.go';

/** What is exported to whom, and what wins where several are. */
export const visibilityTables: readonly Table[] = [
  {
    source,
    func: 'TestIsServiceVisible',
    check: (row) => {
      const attributes = at(row['service'], 'Attributes');
      const own = at(attributes, 'ExportTo');
      const defaults = at(row['pushContext'], 'exportToDefaults', 'service');
      const visibility = visibilityOf(exportTo(own ?? defaults), text(at(attributes, 'Namespace')));
      const setting = at(row['pushContext'], 'Mesh', 'ServiceEntryVisibility');
      const name = identifier(at(attributes, 'Visibility')).replace('ServiceVisibility', '').toUpperCase();
      const cap = truth(at(setting, 'ApplyToSidecars')) && isCap(name) ? name : 'PUBLIC';
      const capped = cappedVisibility(visibility, text(at(attributes, 'Namespace')), cap);
      return differ(isVisibleTo(capped, 'foo'), truth(row['expect']));
    },
  },
  {
    source,
    func: 'TestSetDestinationRuleWithExportTo',
    check: (row) => {
      const { destinationRules } = snapshotOf({ configs: rules });
      const target = service({
        Hostname: row['host'],
        Attributes: { Namespace: row['serviceNs'] },
      });
      const found = destinationRules.lookup(text(row['proxyNs']), target, {});
      return differ(
        (found?.subsets ?? []).map(({ subset }) => subset.name),
        texts(row['wantSubsets']),
      );
    },
  },
  {
    source,
    func: 'TestVirtualServiceWithExportTo',
    check: (row) => {
      const { virtualServices } = snapshotOf({ configs: routes, meshConfig: { rootNamespace: 'zzz' } });
      const found = virtualServices.forGateway(text(row['proxyNs']), gateway(row['gateway']));
      return differ(
        found.flatMap(({ hosts }) => hosts),
        texts(row['wantHosts']),
      );
    },
  },
  {
    source,
    func: 'TestVirtualServiceWithDefaultExportTo',
    check: (row) => {
      const { virtualServices } = snapshotOf({
        configs: privateRoutes,
        meshConfig: { rootNamespace: 'zzz', defaultVirtualServiceExportTo: ['.', 'ns1'] },
      });
      const found = virtualServices.forGateway(text(row['proxyNs']), gateway(row['gateway']));
      return differ(
        found.flatMap(({ hosts }) => hosts),
        texts(row['wantHosts']),
      );
    },
  },
  {
    source,
    func: 'TestServiceWithExportTo',
    check: (row) => {
      const { registry } = snapshotOf({ services });
      const found = registry.visibleTo(text(row['proxyNs']));
      return differ(found.map(({ hostname }) => hostname).sort(), [...texts(row['wantHosts'])].sort());
    },
  },
  {
    source,
    func: 'TestResolveServiceAliases',
    check: (row) => {
      const given = items(row['input']).map((one) => {
        const externalName = text(at(one, 'ExternalName'));
        const resolution = externalName === '' ? 'ClientSideLB' : 'Alias';
        return { ...service({ Hostname: at(one, 'Name'), Resolution: resolution }), externalName };
      });
      const wanted = items(row['output']).map((one) => [text(at(one, 'Name')), texts(at(one, 'Aliases'))]);
      return differ(
        resolveAliases(given).map(({ hostname, aliases }) => [hostname, aliases]),
        wanted,
      );
    },
  },
];

function isCap(name: string): name is 'NONE' | 'NAMESPACE' | 'PUBLIC' {
  return ['NONE', 'NAMESPACE', 'PUBLIC'].includes(name);
}

function gateway(value: unknown): string {
  if (value === '$constants.IstioMeshGateway') return 'mesh';
  return text(at(value, '$ident') === 'gatewayName' ? 'default/gateway' : value);
}

const rules = readObjects(
  (
    [
      ['test1', 'rule1', 'httpbin.org', '., ns1', '1', '2'],
      ['test2', 'rule2', 'httpbin.org', 'test2, ns1, test1, newNS', '3', '4'],
      ['test3', 'rule3', 'httpbin.org', 'test1, test2, "*"', '5', '6'],
      ['test4', 'rule4-local', 'httpbin.org', 'test4', '15', '16'],
      ['istio-system', 'rule4', 'httpbin.org', '', '7', '8'],
      ['istio-system', 'rule1', 'httpbin.org', '.', '9', '10'],
      ['istio-system', 'rule2', '"*.org"', '.', '11', '12'],
      ['istio-system', 'rule3', '"*.app.org"', '.', '13', '14'],
      ['test5', 'rule5', 'api.test.com', 'istio-system', '5-0', '5-1'],
      ['test6', 'rule6', 'api.test.com', 'istio-system', '6-0', '6-1'],
    ] as const
  )
    .map(
      ([namespace, name, host, exportedTo, one, other]) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${name}, namespace: ${namespace}}
spec: {host: ${host}, exportTo: [${exportedTo}], subsets: [{name: subset${one}}, {name: subset${other}}]}`,
    )
    .join('\n---'),
);

const routes = virtualServices([
  ['test1', 'rule1', 'rule1.com', '', '., ns1'],
  ['test2', 'rule2', 'rule2.com', '', 'test2, ns1, test1'],
  ['test2', 'rule2gw', 'rule2gw.com', 'default/gateway, mesh', 'test2, ns1, test1'],
  ['test3', 'rule3', 'rule3.com', 'mesh', 'test1, test2, "*"'],
  ['test3', 'rule3gw', 'rule3gw.com', 'default/gateway', 'test1, test2, "*"'],
  ['zzz', 'zzz', 'rootNS.com', '', ''],
]);

const privateRoutes = virtualServices([
  ['test1', 'mesh-rule1', 'mesh-rule1.com', '', ''],
  ['test2', 'mesh-rule2', 'mesh-rule2.com', '', ''],
  ['test1', 'gw-rule', 'gw-rule.com', 'default/gateway', ''],
]);

type RouteLine = readonly [
  namespace: string,
  name: string,
  host: string,
  gateways: string,
  exportedTo: string,
];

function virtualServices(lines: readonly RouteLine[]): ReturnType<typeof readObjects> {
  return readObjects(
    lines
      .map(
        ([namespace, name, host, gateways, exportedTo]) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: ${namespace}}
spec: {hosts: [${host}], gateways: [${gateways}], exportTo: [${exportedTo}]}`,
      )
      .join('\n---'),
  );
}

/** Host, namespace, whom it is exported to, and whether Kubernetes declared it. */
const services = (
  [
    ['svc1', 'test1', ['.', 'ns1'], false],
    ['svc2', 'test2', ['test1', 'ns1', 'test2'], false],
    ['svc3', 'test3', ['test1', '*', 'test2'], false],
    ['svc4', 'test4', ['*'], false],
    ['svc4', 'test4', ['*'], false],
    ['svc4', 'test4', ['*'], true],
  ] as const
).map(([host, namespace, exportedTo, kubernetes]) =>
  service({
    Hostname: host,
    Attributes: {
      Namespace: namespace,
      ExportTo: Object.fromEntries(exportedTo.map((one) => [one, {}])),
      ServiceRegistry: kubernetes ? 'Kubernetes' : 'External',
    },
  }),
);
