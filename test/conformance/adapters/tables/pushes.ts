import { DEFAULT_MESH_CONFIG } from '../../../../sandbox/istio/discovery/mesh-config';
import { DEFAULT_FEATURES } from '../../../../sandbox/istio/discovery/features';
import type { ConfigKey, Endpoint, Snapshot } from '../../../../sandbox/istio/discovery/index';
import { spiffeId } from '../../../../sandbox/istio/ca/index';
import { identityProblem } from '../../../../sandbox/istio/push/connection-identity';
import { mergeRequests, pushRequest, type PushRequest } from '../../../../sandbox/istio/push/push-request';
import { relevantUpdates } from '../../../../sandbox/istio/push/relevant-updates';
import { startedWith } from '../../../../sandbox/istio/push/started-with';
import {
  clusterDelta,
  createContext,
  translate,
  type Context,
  type ProxyNodeInfo,
} from '../../../../sandbox/istio/translate/index';
import type { KubeObject } from '../../../../sandbox/kube/index';
import {
  at,
  constant,
  entries,
  isStruct,
  items,
  NotData,
  number,
  text,
  texts,
  truth,
  type Go,
} from './go-literal';
import { configObject } from './manifest';
import { service, sidecar, snapshotOf, type GivenMesh } from './mesh';
import { readObjects } from '../../mesh-objects';
import { differ, type Table } from './table';

const source = 'pilot/pkg/networking/core/cluster_test.go';
const dependencySource = 'pilot/pkg/xds/proxy_dependencies_test.go';
const ADDRESS = '127.0.0.1';

/** What is pushed to whom when something changes. */
export const pushTables: readonly Table[] = [
  {
    source,
    func: 'TestBuildDeltaClusters',
    check: (row) => judgeDelta(row, sidecar('foo', { ip: ADDRESS }), (snapshot) => snapshot),
  },
  {
    source,
    func: 'TestBuildDeltaClustersForFilteredGateway',
    check: (row) => {
      const gateway = sidecar('foo', { ip: ADDRESS, type: 'router', labels: { istio: 'ingressgateway' } });
      const features = { ...DEFAULT_FEATURES, filterGatewayClusterConfig: true };
      return judgeDelta(row, gateway, (snapshot) => ({ ...snapshot, features }));
    },
  },
  {
    source: dependencySource,
    func: 'TestProxyNeedsPush',
    // Of the two tables of that name, the one about gateways with few clusters never forces a push.
    check: (row) => judgeNeed(row, at(row, 'forced') === undefined ? attached : mesh),
  },
  {
    source: dependencySource,
    func: 'TestProxyNeedsPushServiceTargets',
    check: (row) => {
      const environment = { ISTIO_META_ENABLE_SELF_DISCOVERY: String(truth(row['selfDiscovery'])) };
      const proxy = sidecar('ns1', { ...startedWith(environment, DEFAULT_MESH_CONFIG), ip: ADDRESS });
      const before = createContext(serving('prev.ns1.svc.cluster.local'), proxy);
      return judge(row, createContext(serving('own.ns1.svc.cluster.local'), proxy), before);
    },
  },
  {
    source: dependencySource,
    func: 'TestCheckConnectionIdentity',
    check: (row) => {
      const claim = { namespace: text(row['namespace']), serviceAccount: text(row['sa']) };
      const problem = identityProblem(claim, items(row['identity']).map(identityOf));
      return differ(problem === undefined, truth(row['success']));
    },
  },
  {
    source: 'pilot/pkg/model/push_context_test.go',
    func: 'TestMergeUpdateRequest',
    check: (row) => {
      const merged = [row['left'], row['right']]
        .flatMap((one) => requestOf(one) ?? [])
        .reduce<PushRequest | undefined>(mergeRequests, undefined);
      return differ(shownRequest(merged), shownRequest(requestOf(row['merged'])));
    },
  },
];

/** `spiffe.Identity{TrustDomain: "a", Namespace: "b", ServiceAccount: "c"}.String()`. */
function identityOf(called: Go): string {
  const body = text(at(called, '$call'));
  const field = (name: string): string => new RegExp(`\\b${name}: "([^"]*)"`).exec(body)?.[1] ?? '';
  return spiffeId(field('TrustDomain'), field('Namespace'), field('ServiceAccount'));
}

/** A `PushRequest`; times are the test's variables. */
function requestOf(value: Go): PushRequest | undefined {
  if (value === null || value === undefined) return undefined;
  const keys = entries(at(value, 'ConfigsUpdated')).map(
    ([name]) => [name, { kind: name, namespace: '', name: '' }] as const,
  );
  const startUs = at(value, 'Start', '$ident') === 't1' ? 1 : 0;
  return { forced: truth(at(value, 'Forced')), configsUpdated: new Map(keys), startUs };
}

function shownRequest(request: PushRequest | undefined): unknown {
  return request && { ...request, configsUpdated: [...request.configsUpdated.keys()].sort() };
}

function judgeNeed(row: Go, snapshot: Snapshot): string | undefined {
  const proxy = at(row, 'proxy');
  if (at(proxy, 'WatchedResources') !== undefined) return 'not simulated: proxies that ask for workloads';
  const type = constant(at(proxy, 'Type')).endsWith('Router') ? 'router' : 'sidecar';
  const labels: Readonly<Record<string, string>> = type === 'router' ? { gateway: 'gateway' } : {};
  return judge(row, createContext(snapshot, sidecar('ns1', { ip: ADDRESS, type, labels })));
}

/** @param before how the proxy saw the mesh, where that was not the same */
function judge(row: Go, context: Context, before = context): string | undefined {
  const keys = keysOf(at(row, 'configs'));
  const request = { ...pushRequest(0, keys), forced: truth(at(row, 'forced')) };
  const updates = relevantUpdates(request, context, before);
  return differ(
    [updates === undefined || updates.length > 0, updates ?? keys],
    [truth(at(row, 'want')), keysOf(at(row, 'wantConfigs'))],
  );
}

function judgeDelta(
  row: Go,
  proxy: ProxyNodeInfo,
  withFeatures: (snapshot: Snapshot) => Snapshot,
): string | undefined {
  const mesh = {
    services: items(at(row, 'services')).map(service),
    endpoints: endpointsOf(at(row, 'instances')),
  };
  const contextOf = (configs: Go): Context => {
    const given: GivenMesh = { ...mesh, configs: items(configs).map(objectOf) };
    return createContext(withFeatures(snapshotOf(given)), proxy);
  };
  const previous = at(row, 'prevConfigs');
  const before = previous === undefined || previous === null ? undefined : contextOf(previous);
  const now = contextOf(at(row, 'configs'));
  const { clusters } = translate(now.snapshot, proxy);
  const held = texts(at(row, 'watchedResourceNames'));
  const delta = clusterDelta(now, before, keysOf(at(row, 'configUpdated')), clusters, held);
  return differ(
    [delta !== undefined, delta?.removed ?? [], (delta?.clusters ?? clusters).map(({ name }) => name).sort()],
    [truth(at(row, 'usedDelta')), texts(at(row, 'removedClusters')), texts(at(row, 'expectedClusters'))],
  );
}

/** Variables of the test: VirtualServices that lead through its Gateway. */
const variables: Readonly<Record<string, readonly string[]>> = {
  vsForBothServices: ['test.com', 'testnew.com'],
  vsForTestService1: ['test.com'],
};

function objectOf(config: Go): KubeObject {
  const named = at(config, '$ident');
  if (named === undefined) return configObject(config);
  const hosts = variables[text(named)];
  if (hosts === undefined) throw new NotData(`the variable ${text(named)}`);
  const route = hosts.map((host) => ({ destination: { host }, weight: 100 / hosts.length }));
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'test-vs', namespace: 'bar' },
    spec: { hosts: ['*.com'], gateways: ['foo/test-gateway'], http: [{ route }] },
  };
}

/** `sets.New(model.ConfigKey{...}, ...)`. */
function keysOf(value: Go): ConfigKey[] {
  return items(at(value, 'args')).map((key) => {
    if (!isStruct(key)) throw new NotData('a key that is no literal');
    const [kind, name, namespace] =
      at(key, '$call') === 'key'
        ? items(at(key, 'args'))
        : [at(key, 'Kind'), at(key, 'Name'), at(key, 'Namespace')];
    return {
      kind: isStruct(kind) ? `unknown ${String(items(at(kind, 'args'))[0])}` : constant(kind),
      name: text(name),
      namespace: text(namespace),
    };
  });
}

function endpointsOf(instances: Go): ReadonlyMap<string, readonly Endpoint[]> {
  return new Map(
    items(instances).map((instance) => {
      const own = service(at(instance, 'Service'));
      const endpoint = at(instance, 'Endpoint');
      const found: Endpoint = {
        address: texts(at(endpoint, 'Addresses'))[0] ?? '',
        port: number(at(endpoint, 'EndpointPort')),
        servicePort: number(at(instance, 'ServicePort', 'Port')),
        labels: {},
        namespace: own.namespace,
        tlsMode: 'disabled',
        identity: '',
      };
      return [`${own.namespace}/${own.hostname}`, [found]] as const;
    }),
  );
}

/** The services of the mesh that the test sets up, all in one namespace. */
function servicesNamed(...names: readonly string[]): GivenMesh['services'] {
  return names.map((name) => service({ Hostname: name, Attributes: { Namespace: 'ns1' } }));
}

const rootNamespace = 'rootns';
const manifest = (kind: string, name: string, spec: string): string => `
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ns1}
spec: ${spec}`;

/** What the test's sidecar depends on: one object of each kind. */
const mesh = snapshotOf({
  services: servicesNamed('svc1.com', 'foo'),
  configs: readObjects(
    [
      manifest('VirtualService', 'vs1', '{hosts: [svc1.com]}'),
      manifest('DestinationRule', 'dr1', '{host: svc1.com}'),
      manifest('Sidecar', 'sc1', '{egress: [{hosts: ["*/*"]}]}'),
      manifest('Gateway', 'name1', '{servers: []}'),
    ].join('\n---'),
  ),
  meshConfig: { rootNamespace },
});

/** A gateway that has clusters only for what it leads to. */
const attached: Snapshot = {
  ...snapshotOf({
    services: servicesNamed('foo', 'svc1.com', 'extension', 'jwks'),
    configs: readObjects(
      [
        manifest(
          'VirtualService',
          'svc1.com',
          '{hosts: ["*"], gateways: [name1], http: [{route: [{destination: {host: svc1.com}}]}]}',
        ),
        manifest(
          'Gateway',
          'name1',
          '{selector: {gateway: gateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}',
        ),
        ...(
          [
            ['jwks', 'gateway: gateway'],
            ['foo', 'foo: bar'],
          ] as const
        ).map(
          ([name, labels]) => `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: ${name}, namespace: ns1}
spec: {selector: {matchLabels: {${labels}}}, jwtRules: [{issuer: a, jwksUri: "https://${name}"}]}`,
        ),
      ].join('\n---'),
    ),
    meshConfig: {
      rootNamespace,
      extensionProviders: [{ name: 'ext', envoyExtAuthzHttp: { service: 'extension', port: 80 } }],
    },
  }),
  features: { ...DEFAULT_FEATURES, filterGatewayClusterConfig: true, jwksFetchMode: 'envoy' },
};

/** A mesh in which a sidecar serves a service and imports none. */
function serving(host: string): Snapshot {
  const endpoint: Endpoint = {
    address: ADDRESS,
    port: 80,
    servicePort: 80,
    labels: {},
    namespace: 'ns1',
    tlsMode: 'disabled',
    identity: '',
  };
  const ports = [{ Name: 'http', Port: 80, Protocol: 'HTTP' }];
  return snapshotOf({
    services: [service({ Hostname: host, Ports: ports, Attributes: { Namespace: 'ns1' } })],
    endpoints: new Map([[`ns1/${host}`, [endpoint]]]),
    configs: readObjects(manifest('Sidecar', 'sc1', '{egress: [{hosts: ["~/*"]}]}')),
    meshConfig: { rootNamespace },
  });
}
