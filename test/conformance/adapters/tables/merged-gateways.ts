import type { GatewaySpec, Server, ServerTlsSettings } from '../../../../sandbox/istio/discovery/api/index';
import { createContext } from '../../../../sandbox/istio/translate/context';
import { gatewaysOf } from '../../../../sandbox/istio/translate/gateways/gateway-selection';
import { mergeGateways } from '../../../../sandbox/istio/translate/gateways/merged-gateway';
import { verifiedCredentials } from '../../../../sandbox/istio/translate/tls/verified-credentials';
import type { KubeObject } from '../../../../sandbox/kube/index';
import { identifier } from './calls';
import { readObjects } from '../../mesh-objects';
import { at, entries, items, NotData, number, texts, type Go } from './go-literal';
import { sidecar, snapshotOf } from './mesh';
import { differ, type Table } from './table';

const source = 'pilot/pkg/model/gateway_test.go';

/** Gateways of one proxy as one, and the credentials that they entitle it to. */
export const mergedGatewayTables: readonly Table[] = [
  {
    source,
    func: 'TestMergeGateways',
    check: (row) => {
      const configs = configsOf(row['gwConfig']);
      const account = proxies[identifier(row['proxy'])];
      if (account === undefined) throw new NotData(`a variable of the test: ${identifier(row['proxy'])}`);
      const [namespace, serviceAccount] = account;
      const proxy = sidecar(namespace, { type: 'router', labels: { app: 'gateway' }, serviceAccount });
      const context = createContext(snapshotOf({ configs: [...configs, ...grants] }), proxy);
      const { groups, serversByRouteName } = mergeGateways(context);
      const routes = [...serversByRouteName].map(([name, servers]) => [name, servers.length]);
      const wanted = entries(row['serversForRouteNum']).map(([name, count]) => [name, number(count)]);
      return (
        differ(groups.length, number(row['mergedServersNum'])) ??
        differ(groups.flatMap(({ servers }) => servers).length, number(row['serverNum'])) ??
        differ(Object.fromEntries(routes), Object.fromEntries(wanted)) ??
        differ(
          gatewaysOf(context).flatMap(({ config }) => config.spec.servers ?? []).length,
          number(row['gatewaysNum']),
        ) ??
        differ(verifiedCredentials(context).size, number(row['verifiedCertNum']))
      );
    },
  },
  {
    source,
    func: 'TestFilterStrictGatewayMerging',
    check: (row) => {
      const configs = configsOf(at(row['input'], 'args'));
      const proxy = sidecar('default', { type: 'router', labels: { app: 'gateway' } });
      const found = gatewaysOf(createContext(snapshotOf({ configs }), proxy));
      const names = found.map(({ config }) => `${config.namespace}/${config.name}`);
      return differ(names.sort(), [...texts(row['expected'])].sort());
    },
  },
];

/** Namespaces and service accounts of the proxies that the rows name. */
const proxies: Readonly<Record<string, readonly [namespace: string, serviceAccount: string]>> = {
  proxyNoInput: ['default', 'default'],
  proxyIdentity: ['ns', 'sa'],
  otherProxyIdentity: ['ns', 'other-sa'],
};

const GRANTING = 'allowed';

/** The one namespace whose Secrets may be referred to from others. */
const grants = readObjects(`
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: secrets, namespace: ${GRANTING}}
spec:
  from:
    - {group: gateway.networking.k8s.io, kind: Gateway, namespace: ns}
    - {group: gateway.networking.k8s.io, kind: ListenerSet, namespace: tenant}
  to: [{group: '', kind: Secret}]
`);

/** The Gateways that a row names, oldest first. */
function configsOf(list: Go): KubeObject[] {
  return items(list).map((config, index) => {
    const name = identifier(config);
    const known = gateways[name] ?? withCredentials[name] ?? inNamespaces[name];
    if (known === undefined) throw new NotData(`a variable of the test: ${name}`);
    const creationTimestamp = `2020-01-01T00:00:0${String(index)}Z`;
    return { ...known, metadata: { ...known.metadata, creationTimestamp } };
  });
}

function gateway(
  name: string,
  namespace: string,
  annotations: Readonly<Record<string, string>>,
  server: Partial<Server>,
): KubeObject {
  const metadata = { name, namespace, annotations };
  const port = { name: 'name1', number: 7, protocol: 'http' };
  const spec: GatewaySpec = { servers: [{ hosts: ['foo.bar.com'], port, ...server }] };
  return { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata, spec };
}

const SERVICE_ACCOUNT = 'internal.istio.io/service-account-name';

/** Gateways with one server whose credentials are kept in a namespace. */
const withCredentials: Readonly<Record<string, KubeObject>> = Object.fromEntries(
  (
    [
      ['gwSimpleCred', 'SIMPLE', ['ns/foo'], '', 'sa'],
      ['gwSimpleMultipleCreds', 'SIMPLE', ['ns/foo', 'ns/bar'], '', 'sa'],
      ['gwMutualCred', 'MUTUAL', ['ns/foo'], '', 'sa'],
      ['gwSimpleCredInAllowedNS', 'SIMPLE', [`${GRANTING}/foo`], '', 'sa'],
      ['gwSimpleCredInAllowedNSNoSA', 'SIMPLE', [`${GRANTING}/foo`], '', ''],
      ['gwSimpleCredInNotAllowedNS', 'SIMPLE', ['closed/foo'], '', 'sa'],
      ['gwMutualCredInAllowedNS', 'MUTUAL', [`${GRANTING}/foo`], '', 'sa'],
      ['gwMutualCredInNotAllowedNS', 'MUTUAL', ['closed/foo'], '', 'sa'],
      ['gwMutualCredInNotAllowedNSNoSA', 'MUTUAL', ['closed/foo'], '', ''],
      ['gwOptionalMutualCredInAllowedNS', 'OPTIONAL_MUTUAL', [`${GRANTING}/foo`], '', 'sa'],
      ['gwMutualWithCaCertCredSameNS', 'MUTUAL', ['ns/server'], 'ns/client-ca', 'sa'],
      ['gwMutualWithCaCertCredAllowedNS', 'MUTUAL', [`${GRANTING}/server`], `${GRANTING}/client-ca`, 'sa'],
      ['gwMutualWithCaCertCredNotAllowedNS', 'MUTUAL', ['closed/server'], 'closed/client-ca', 'sa'],
      ['gwListenerSetCredSameNS', 'SIMPLE', ['tenant/foo'], '', ''],
      ['gwListenerSetCredCrossNSAllowed', 'SIMPLE', [`${GRANTING}/foo`], '', ''],
      ['gwListenerSetCredCrossNSNotAllowed', 'SIMPLE', ['closed/foo'], '', ''],
    ] as const
  ).map(([variable, mode, names, authority, account]) => {
    const credentials = names.map((name) => `kubernetes-gateway://${name}`);
    const [only] = credentials;
    const tls: ServerTlsSettings = {
      mode,
      ...(credentials.length === 1 && only ? { credentialName: only } : { credentialNames: credentials }),
      ...(authority && { caCertCredentialName: `kubernetes-gateway://${authority}-cacert` }),
    };
    const isSet = variable.startsWith('gwListenerSet');
    const annotations = {
      [SERVICE_ACCOUNT]: account,
      ...(isSet && {
        'internal.istio.io/parents': 'ListenerSet/ls1/https.tenant',
        'internal.istio.io/parent-namespace': 'ns',
      }),
    };
    const port = { name: 'https', number: 443, protocol: 'HTTPS' };
    const server = isSet ? { tls, port } : { tls };
    return [variable, gateway(isSet ? 'ls1' : 'foo1', isSet ? 'tenant' : 'ns', annotations, server)];
  }),
);

/** Gateways of Istio and of Gateway API, with and without a proxy that Istio started for them. */
const inNamespaces: Readonly<Record<string, KubeObject>> = Object.fromEntries(
  (
    [
      ['istioGwNsA', 'istio-gw1', 'ns-a', false, 'sa'],
      ['istioGwNsB', 'istio-gw2', 'ns-b', false, 'sa'],
      ['managedGwapiNsA', 'gwapi-gw1', 'ns-a', true, 'sa'],
      ['unmanagedGwapiNsB', 'gwapi-gw2', 'ns-b', true, ''],
      ['managedGwapiNsB', 'gwapi-gw3', 'ns-b', true, 'sa'],
    ] as const
  ).map(([variable, name, namespace, ofGatewayApi, account]) => {
    const semantics: Readonly<Record<string, string>> = ofGatewayApi
      ? { 'internal.istio.io/gateway-semantics': 'gateway' }
      : {};
    return [variable, gateway(name, namespace, { [SERVICE_ACCOUNT]: account, ...semantics }, {})];
  }),
);

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
