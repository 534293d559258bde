import type { GatewaySpec } from '../../../../sandbox/istio/discovery/api/index';
import { createContext } from '../../../../sandbox/istio/translate/context';
import { mergeGateways } from '../../../../sandbox/istio/translate/merged-gateway';
import type { KubeObject } from '../../../../sandbox/kube/index';
import { identifier } from './calls';
import { entries, items, NotData, number } from './go-literal';
import { sidecar, snapshotOf } from './mesh';
import { differ, type Table } from './table';

/** Gateways of one proxy as one. */
export const mergedGatewayTables: readonly Table[] = [
  {
    source: 'pilot/pkg/model/gateway_test.go',
    func: 'TestMergeGateways',
    check: (row) => {
      if (identifier(row['proxy']) !== 'proxyNoInput') return 'a gateway may use every credential it names';
      const configs = items(row['gwConfig']).map((config, index) => {
        const known = gateways[identifier(config)];
        if (known === undefined) throw new NotData(`a variable of the test: ${identifier(config)}`);
        const creationTimestamp = `2020-01-01T00:00:0${String(index)}Z`;
        return { ...known, metadata: { ...known.metadata, creationTimestamp } };
      });
      const labels = { app: 'gateway' };
      const context = createContext(snapshotOf({ configs }), sidecar('default', { type: 'router', labels }));
      const { groups, serversByRouteName } = mergeGateways(context);
      const routes = [...serversByRouteName].map(([name, servers]) => [name, servers.length]);
      const wanted = entries(row['serversForRouteNum']).map(([name, count]) => [name, number(count)]);
      return (
        differ(groups.length, number(row['mergedServersNum'])) ??
        differ(groups.flatMap(({ servers }) => servers).length, number(row['serverNum'])) ??
        differ(Object.fromEntries(routes), Object.fromEntries(wanted))
      );
    },
  },
];

/** The Gateways that the rows choose from; each row lists them by age. */
const gateways: Readonly<Record<string, KubeObject>> = Object.fromEntries(
  (
    [
      ['gwHTTPFoo', 'not-default', 'foo1', 'foo.bar.com', 'name1', 'http', 7, ''],
      ['gwHTTPbar', 'not-default', 'bar1', 'bar.foo.com', 'bname1', 'http', 7, ''],
      ['gwHTTPlocalbar', 'not-default', 'lcoalbar1', 'localbar.foo.com', 'bname1', 'http', 7, '127.0.0.1'],
      ['gwHTTP2Wildcard', 'not-default', 'foo5', '*', 'name5', 'http2', 8, ''],
      ['gwHTTPWildcard', 'not-default', 'foo3', '*', 'name3', 'http', 8, ''],
      ['gwTCPWildcard', 'not-default-2', 'foo4', '*', 'name4', 'tcp', 8, ''],
      ['gwHTTPWildcardAlternate', 'not-default', 'foo2', '*', 'name2', 'http', 7, ''],
      ['gwSimple', 'not-default-2', 'foo-simple', '*.example.com', 'https', 'HTTPS', 443, ''],
      ['gwPassthrough', 'not-default-2', 'foo-passthrough', 'foo.example.com', 'tls-foo', 'TLS', 443, ''],
    ] as const
  ).map(([variable, namespace, name, host, portName, protocol, port, bind]) => {
    const mode = variable === 'gwPassthrough' ? ('PASSTHROUGH' as const) : ('SIMPLE' as const);
    const server = { hosts: [host], port: { name: portName, number: port, protocol }, bind, tls: { mode } };
    const spec: GatewaySpec = { servers: [server] };
    const metadata = { name, namespace };
    return [variable, { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata, spec }];
  }),
);
