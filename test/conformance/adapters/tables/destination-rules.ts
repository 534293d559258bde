import type { Cluster } from '../../../../sandbox/envoy/config/index';
import type { DestinationRuleSpec } from '../../../../sandbox/istio/discovery/api/index';
import { takeSnapshot, translate, type MeshConfig } from '../../../../sandbox/istio/index';
import { sniDnatClusters } from '../../../../sandbox/istio/translate/clusters/outbound-clusters';
import { createContext } from '../../../../sandbox/istio/translate/context';
import { meshObjects, readObjects } from '../../mesh-objects';
import { at, items, number, text, textMap, truth, withVariables, type Go, type GoStruct } from './go-literal';
import { message } from './manifest';
import { service, sidecar, snapshotOf, type GivenMesh } from './mesh';
import { differ, type Table } from './table';
import { spelled } from './spelled-texts';
import { clustersOf, specObject, testClusters, testEndpoint } from './test-clusters';
import { socketShown, upstreamContext } from './upstream-tls';

const source = 'pilot/pkg/networking/core/cluster_builder_test.go';

/** What a DestinationRule makes of the clusters of its service. */
export const destinationRuleTables: readonly Table[] = [
  {
    source,
    func: 'TestApplyDestinationRule',
    check: (given) => {
      const row = withVariables(given, variables) as GoStruct;
      const found = clustersFor(row);
      const port = String(number(at(row['port'], 'Port')));
      const prefix = isSniDnat(row) ? `outbound_.${port}_.` : `outbound|${port}|`;
      const all = [...found.values()].filter(({ name }) => name.startsWith(prefix));
      const whole = all.find(({ name }) => /(\|\||_\._\.)/.test(name));
      const subsets = all.filter((cluster) => cluster !== whole);
      const wanted = items(row['expectedSubsetClusters']);
      const http = (message(row['destRule']) as DestinationRuleSpec | undefined)?.trafficPolicy
        ?.connectionPool?.http;
      return (
        differ([whole === undefined && row['destRule'] !== null, subsets.length], [false, wanted.length]) ??
        (wanted.length > 0 ? compareCluster(subsets[0], wanted[0]) : undefined) ??
        differ(whole?.useDownstreamProtocol ?? false, http?.useClientProtocol ?? false) ??
        differ(whole?.maxRequestsPerConnection, http?.maxRequestsPerConnection) ??
        differ(whole?.http2ProtocolOptions?.maxConcurrentStreams, http?.maxConcurrentStreams) ??
        differ(whole?.http2ProtocolOptions?.connectionKeepalive, http?.http2KeepAlive)
      );
    },
  },
  {
    source,
    func: 'TestApplyDestinationRuleOSCACert',
    check: (given) => {
      const row = withVariables(given, variables) as GoStruct;
      const socket = clustersFor(row).get('outbound|8080||foo.default.svc.cluster.local')?.transportSocket;
      const name = socket?.typedConfig?.commonTlsContext?.validationContextSdsSecretConfig?.name;
      return differ(name, `file-root:${text(row['expectedCaCertificateName'])}`);
    },
  },
  {
    source,
    func: 'TestInsecureSkipVerify',
    check: (given) => {
      const row = spelled(withVariables(given, variables)) as GoStruct;
      const found = clustersFor(row).get('outbound|8080||foo.default.svc.cluster.local');
      const tls = (message(row['destRule']) as DestinationRuleSpec).trafficPolicy?.tls;
      const names = found?.upstreamHttpProtocolOptions;
      return (
        differ(socketShown(found?.transportSocket), upstreamContext(row['expectTLSContext'])) ??
        differ(names?.autoSni ?? false, !tls?.sni) ??
        (tls?.insecureSkipVerify ? differ(names?.autoSanValidation ?? false, false) : undefined)
      );
    },
  },
  {
    source: 'pilot/pkg/networking/core/cluster_dfp_sidecar_test.go',
    func: 'TestSidecarDynamicDNSClusters',
    check: (row) => {
      const port = String(number(row['port']));
      const entry = readObjects(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: wildcard-se, namespace: default}
spec:
  hosts: ["*.svc.cluster.local"]
  ports: [{number: ${port}, name: test-port, protocol: ${text(row['protocol'])}}]
  location: MESH_EXTERNAL
  resolution: DYNAMIC_DNS`);
      const rule = specObject('DestinationRule', 'wildcard-dr', row['destinationRule']);
      const found = entryClusters({ configs: [...entry, ...rule] }).get(
        `outbound|${port}||*.svc.cluster.local`,
      );
      if (found === undefined || !truth(row['expectCluster']))
        return differ(found !== undefined, truth(row['expectCluster']));
      const { clusterType, lbPolicy, transportSocket, upstreamHttpProtocolOptions: names } = found;
      const cache = at(clusterType?.typedConfig, 'dnsCacheConfig');
      return (
        differ([lbPolicy, clusterType?.name], ['CLUSTER_PROVIDED', 'envoy.clusters.dynamic_forward_proxy']) ??
        differ(cache, { name: '*.svc.cluster.local_dfp_dns_cache', dnsLookupFamily: 'V4_ONLY' }) ??
        differ(transportSocket?.name === 'envoy.transport_sockets.tls', truth(row['expectTransportTLS'])) ??
        differ(names?.autoSni ?? false, truth(row['expectAutoSni'])) ??
        differ(names?.autoSanValidation ?? false, truth(row['expectAutoSanValidation']))
      );
    },
  },
  {
    source,
    func: 'TestBuildAllowAnyDFPClusterTLSSettings',
    check: (row) => {
      const tls = message(row['tls']);
      const outboundTrafficPolicy = { mode: 'ALLOW_ANY_DYNAMIC_DNS', ...(tls ? { tls } : {}) };
      const mesh = { outboundTrafficPolicy } as Partial<MeshConfig>;
      const found = testClusters({ host: 'any.host', mesh }).get('AllowAnyDynamicDNSCluster');
      return differ(
        [found?.transportSocket?.name, found?.idleTimeout, found?.useDownstreamProtocol],
        [truth(row['expectTLS']) ? 'envoy.transport_sockets.tls' : undefined, '300s', true],
      );
    },
  },
];

/** Variables that the rows share. */
const variables: Readonly<Record<string, Go>> = {
  TestServiceNamespace: 'default',
  servicePort: [
    { $type: 'model.Port', Name: 'default', Port: 8080, Protocol: '$protocol.HTTP' },
    { $type: 'model.Port', Name: 'auto', Port: 9090, Protocol: '$protocol.Unsupported' },
  ],
  // Written where a policy names the port.
  'servicePort[0].Port': 8080,
  http2ServicePort: [
    { $type: 'model.Port', Name: 'default', Port: 8080, Protocol: '$protocol.HTTP2' },
    { $type: 'model.Port', Name: 'auto', Port: 9090, Protocol: '$protocol.Unsupported' },
  ],
};

function isSniDnat(row: GoStruct): boolean {
  return at(row['clusterMode'], '$ident') === 'SniDnatClusterMode';
}

function clustersFor(row: GoStruct): ReadonlyMap<string, Cluster> {
  const target = service(row['service']);
  const port = number(at(row['port'], 'Port'));
  const labels = textMap(at(row['service'], 'Attributes', 'Labels'));
  const endpoints = new Map([
    [
      `${target.namespace}/${target.hostname}`,
      ['192.168.1.1', '192.168.1.2'].map((address) =>
        testEndpoint(port, 10001, 'region1/zone1/subzone1', 1, address, labels),
      ),
    ],
  ]);
  const configs = specObject('DestinationRule', 'acme', row['destRule']);
  const meshConfig = message(row['meshConfig']) as Partial<MeshConfig> | undefined;
  if (!isSniDnat(row)) return clustersOf([target], endpoints, configs, meshConfig);
  const given: GivenMesh = { services: [target], endpoints, configs };
  const context = createContext(snapshotOf(given), sidecar('default', { type: 'router' }));
  return new Map(sniDnatClusters(context, target).map((cluster) => [cluster.name, cluster]));
}

/** What the test itself compares. */
function compareCluster(found: Cluster | undefined, wanted: Go): string | undefined {
  const [limits] = items(at(wanted, 'CircuitBreakers', 'Thresholds'));
  const retries = at(limits, 'MaxRetries', 'Value');
  const statName = text(at(wanted, 'AltStatName'));
  return (
    differ(
      [found?.name, found?.type],
      [text(at(wanted, 'Name')), message(at(wanted, 'ClusterDiscoveryType', 'Type'))],
    ) ??
    (typeof retries === 'number'
      ? differ(found?.circuitBreakers?.thresholds[0]?.maxRetries, retries)
      : undefined) ??
    (statName === '' ? undefined : differ(found?.altStatName ?? `${found?.name ?? ''};`, statName))
  );
}

/** Clusters of services that ServiceEntries declare. */
function entryClusters({ configs = [] }: GivenMesh): ReadonlyMap<string, Cluster> {
  const { clusters } = translate(takeSnapshot(meshObjects(configs)), sidecar());
  return new Map(clusters.map((cluster) => [cluster.name, cluster]));
}
