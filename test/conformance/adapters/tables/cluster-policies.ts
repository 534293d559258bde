import type { Cluster } from '../../../../sandbox/envoy/config/index';
import type { ConnectionPoolSettings, TcpKeepalive } from '../../../../sandbox/istio/discovery/api/index';
import { DEFAULT_MESH_CONFIG, type MeshConfig } from '../../../../sandbox/istio/discovery/mesh-config';
import { connectionPool } from '../../../../sandbox/istio/translate/clusters/connection-pool';
import { toProtobufDuration } from '../../../../sandbox/istio/translate/duration';
import {
  at,
  constant,
  entries,
  isStruct,
  items,
  number,
  text,
  truth,
  type Go,
  type GoStruct,
} from './go-literal';
import { message } from './manifest';
import { differ, type Table } from './table';
import { testClusters } from './test-clusters';

const source = 'pilot/pkg/networking/core/cluster_test.go';
const builder = 'pilot/pkg/networking/core/cluster_builder_test.go';

/** What DestinationRules, Sidecars and the mesh make of a service's clusters. */
export const clusterPolicyTables: readonly Table[] = [
  {
    source,
    func: 'TestConnectionPoolSettings',
    check: (row) => {
      const given = { rule: row['destrule'], sidecar: row['sidecar'] };
      const clusters = testClusters({ host: '*.example.org', ...given });
      return entries(row['want'])
        .map(([name, pool]) => differ(poolOf(clusters.get(name)), wantedPool(pool)))
        .find((why) => why !== undefined);
    },
  },
  {
    source,
    func: 'TestDefaultTrafficPolicy',
    check: (row) => {
      const mesh = { defaultTrafficPolicy: message(row['defaultTrafficPolicy']) } as Partial<MeshConfig>;
      const clusters = testClusters({ host: '*.example.org', rule: row['destRule'], mesh });
      const outbound = clusters.get(EXAMPLE);
      const limit = (cluster: Cluster | undefined): number =>
        cluster?.circuitBreakers?.thresholds[0]?.maxConnections ?? 0;
      return differ(
        [
          limit(outbound),
          outbound?.outlierDetection !== undefined,
          limit(clusters.get('PassthroughCluster')),
        ],
        [
          number(row['wantMaxConnections']),
          truth(row['wantOutlier']),
          number(row['wantPassthroughMaxConnections']),
        ],
      );
    },
  },
  {
    source,
    func: 'TestCommonHttpProtocolOptions',
    check: (row) => {
      const type = constant(row['proxyType']) === 'Router' ? 'router' : 'sidecar';
      const http = { http1MaxPendingRequests: 1, idleTimeout: '15s' };
      const rule = { host: '*.example.org', trafficPolicy: { connectionPool: { http } } };
      const clusters = testClusters({ host: '*.example.org', type, rule });
      const cluster = clusters.get(text(row['clusterName']));
      return differ(
        [clusters.size, cluster?.useDownstreamProtocol ?? false, cluster?.idleTimeout],
        [number(row['clusters']), truth(row['useDownStreamProtocol']) && type === 'sidecar', '15s'],
      );
    },
  },
  {
    source,
    func: 'TestBuildGatewayClustersWithRingHashLb',
    check: (row) => {
      const consistentHash = {
        minimumRingSize: number(row['ringSize']),
        httpCookie: { name: 'hash-cookie', ttl: '0.0000001s' },
      };
      const rule = { host: '*.example.org', trafficPolicy: { loadBalancer: { consistentHash } } };
      const cluster = testClusters({ host: '*.example.org', type: 'router', rule }).get(EXAMPLE);
      return differ(
        [cluster?.lbPolicy, cluster?.ringHashLbConfig?.minimumRingSize],
        ['RING_HASH', number(row['expectedRingSize'])],
      );
    },
  },
  {
    source,
    func: 'TestBuildSidecarClustersWithIstioMutualAndSNI',
    check: (row) => {
      const tls = { mode: 'ISTIO_MUTUAL', sni: text(row['sni']) };
      const found = testClusters({ host: 'foo.example.org', rule: subsetRule({ tls }) }).get(SUBSET);
      return differ(found?.transportSocket?.typedConfig?.sni, text(row['expected']));
    },
  },
  {
    source,
    func: 'TestBuildSidecarClustersWithMeshWideTCPKeepalive',
    check: (row) => {
      const asked = isStruct(row['rule']) ? text(row['rule']['$ident']) : '';
      const tcp: Readonly<Record<string, { readonly tcpKeepalive: TcpKeepalive }>> = {
        DestinationRule: { tcpKeepalive: { time: '21s' } },
        DestinationRuleForOsDefault: { tcpKeepalive: {} },
      };
      const rule = subsetRule({ connectionPool: { tcp: tcp[asked] ?? {} } });
      const mesh = asked === 'iota' ? {} : { tcpKeepalive: { time: '11s' } };
      const cluster = testClusters({ host: 'foo.example.org', rule, mesh }).get(SUBSET);
      return differ(cluster?.upstreamConnectionOptions?.tcpKeepalive, message(row['keepalive']));
    },
  },
  {
    source: builder,
    func: 'TestApplyTCPKeepalive',
    check: (row) => {
      const mesh = { ...DEFAULT_MESH_CONFIG, ...(message(row['mesh']) as Partial<MeshConfig>) };
      const found = connectionPool(message(row['connectionPool']) as ConnectionPoolSettings, mesh);
      return differ(found.upstreamConnectionOptions, message(row['wantConnOpts']));
    },
  },
  {
    source: builder,
    func: 'TestApplyConnectionPool',
    check: (row) => {
      const pool = message(row['connectionPool']) as ConnectionPoolSettings;
      const found = connectionPool(pool, DEFAULT_MESH_CONFIG, message(row['retryBudget']) as undefined);
      // Whatever the rule says nothing of stays as the cluster has it.
      const before = message(at(row['httpProtocolOptions'], 'CommonHttpProtocolOptions')) as object;
      const { idleTimeout, maxRequestsPerConnection, maxConnectionDuration } = found;
      const own = JSON.parse(
        JSON.stringify({ idleTimeout, maxRequestsPerConnection, maxConnectionDuration }),
      ) as object;
      const wanted = message(at(row['expectedHTTPPOpt'], 'CommonHttpProtocolOptions'));
      const [limits] = items(at(row['expectedCircuitBreakers'], 'Thresholds'));
      return (
        differ(sortedKeys({ ...before, ...own }), sortedKeys(wanted as object)) ??
        differ(found.circuitBreakers?.thresholds[0], thresholds(limits))
      );
    },
  },
];

const EXAMPLE = 'outbound|8080||*.example.org';
const SUBSET = 'outbound|8080|foobar|foo.example.org';

function subsetRule(policy: object): unknown {
  const portLevelSettings = [{ port: { number: 8080 }, ...policy }];
  return {
    host: '*.example.org',
    subsets: [{ name: 'foobar', labels: { foo: 'bar' }, trafficPolicy: { portLevelSettings } }],
  };
}

/** Limits as our clusters have them: none is not written. */
export function thresholds(value: Go): GoStruct {
  if (at(value, '$call') === 'getDefaultCircuitBreakerThresholds') return {};
  const written = entries(value).filter(
    ([name, limit]) => name !== 'TrackRemaining' && at(limit, 'Value') !== '$math.MaxUint32',
  );
  return message(Object.fromEntries([['$type', 'Thresholds'], ...written])) as GoStruct;
}

function sortedKeys(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function poolOf(cluster: Cluster | undefined): unknown {
  const [limits] = cluster?.circuitBreakers?.thresholds ?? [];
  if (limits !== undefined && Object.keys(limits).length === 0) return {};
  return {
    connectTimeout: cluster?.connectTimeout,
    keepalive: cluster?.upstreamConnectionOptions?.tcpKeepalive,
    limits: limits && sortedKeys(limits),
    perConnection: cluster?.maxRequestsPerConnection,
  };
}

function wantedPool(value: Go): unknown {
  if (value === null) return {};
  const { tcp, http } = message(value) as ConnectionPoolSettings;
  return {
    connectTimeout: tcp?.connectTimeout,
    keepalive: {
      keepaliveProbes: tcp?.tcpKeepalive?.probes,
      keepaliveTime: seconds(tcp?.tcpKeepalive?.time),
      keepaliveInterval: seconds(tcp?.tcpKeepalive?.interval),
    },
    limits: sortedKeys({
      maxConnections: tcp?.maxConnections,
      maxPendingRequests: http?.http1MaxPendingRequests,
      maxRequests: http?.http2MaxRequests,
      maxRetries: http?.maxRetries,
    }),
    perConnection: http?.maxRequestsPerConnection,
  };
}

function seconds(text: string | undefined): number {
  return Number.parseInt(toProtobufDuration(text ?? '0s'));
}
