import type { Cluster } from '../../../../sandbox/envoy/config/index';
import type { TrafficPolicy } from '../../../../sandbox/istio/discovery/api/index';
import { DEFAULT_MESH_CONFIG, type MeshConfig } from '../../../../sandbox/istio/discovery/mesh-config';
import { conflictsWith } from '../../../../sandbox/istio/translate/filter-chains/chain';
import { ipModeOf } from '../../../../sandbox/istio/discovery/ip-family';
import { dnsLookupFamily } from '../../../../sandbox/istio/translate/clusters/dns-lookup';
import { createContext, type Context } from '../../../../sandbox/istio/translate/context';
import { catchAllFilters } from '../../../../sandbox/istio/translate/listeners/virtual-outbound';
import { portPolicy } from '../../../../sandbox/istio/translate/clusters/traffic-policy';
import { bracketed, hostPort } from '../../../../sandbox/istio/translate/host-port';
import { printedCluster } from '../../../../sandbox/shell/commands/istioctl/proxy-config/printed/cluster';
import { at, constant, items, NotData, number, text, texts, truth, type Go } from './go-literal';
import { thresholds } from './cluster-policies';
import { proxyOf } from './ip-families';
import { message } from './manifest';
import { service, sidecar, snapshotOf } from './mesh';
import { differ, type Table } from './table';
import { clustersOf, specObject, testClusters, testEndpoint } from './test-clusters';

const clusters = 'pilot/pkg/networking/core/cluster_test.go';
const builder = 'pilot/pkg/networking/core/cluster_builder_test.go';
const util = 'pilot/pkg/networking/util/util_test.go';

/** What clusters are when nobody asks for anything special, and how their parts are written. */
export const clusterDefaultTables: readonly Table[] = [
  {
    source: 'pilot/pkg/networking/core/cluster_traffic_policy_test.go',
    func: 'TestApplyDefaultTrafficPolicy',
    check: (row) => {
      const defaultTrafficPolicy = message(row['meshDefault']) as MeshConfig['defaultTrafficPolicy'];
      const mesh = { ...DEFAULT_MESH_CONFIG, ...(defaultTrafficPolicy ? { defaultTrafficPolicy } : {}) };
      const { connectionPool, outlierDetection } = portPolicy(
        message(row['policy']) as TrafficPolicy | undefined,
        0,
        mesh,
      );
      return differ(
        [connectionPool, outlierDetection],
        [message(row['wantConnPool']), message(row['wantOutlier'])],
      );
    },
  },
  {
    source: clusters,
    func: 'TestBuildInboundClustersPortLevelCircuitBreakerThresholds',
    check: (row) => {
      const target = service({
        Hostname: BACKEND,
        Ports: [{ Name: 'default', Port: 80, Protocol: 'HTTP' }],
        Resolution: 'Passthrough',
        Attributes: { Namespace: 'default' },
      });
      const found = clustersOf(
        [target],
        new Map([[`default/${BACKEND}`, [testEndpoint(80, 10001, '', 1, '1.1.1.1')]]]),
        specObject('DestinationRule', 'acme', row['destRule']),
      ).get('inbound|10001||');
      return differ(found?.circuitBreakers?.thresholds[0], thresholds(row['expected']));
    },
  },
  {
    source: clusters,
    func: 'TestRedisProtocolWithPassThroughResolutionAtGateway',
    check: (row) => {
      const target = service({
        Hostname: 'redis.com',
        Ports: [{ Name: 'redis-port', Port: 6379, Protocol: 'Redis' }],
        Resolution: row['resolution'],
      });
      const features = { redisFilter: truth(row['redisEnabled']) };
      const gateway = sidecar('default', { type: 'router' });
      const found = clustersOf([target], new Map(), [], {}, gateway, features).get(
        'outbound|6379||redis.com',
      );
      const policy = at(row['lbType'], '$call') === 'defaultLBAlgorithm' ? 'LEAST_REQUEST' : row['lbType'];
      return differ([found?.lbPolicy, found?.type], [constant(policy), constant(row['discoveryType'])]);
    },
  },
  {
    source: clusters,
    func: 'TestInboundClustersLocalhostDefaultEndpoint',
    check: (row) => {
      const ingress = [
        {
          captureMode: 'NONE',
          defaultEndpoint: text(row['defaultEndpoint']),
          port: { number: 7443, name: 'http', protocol: 'HTTP' },
        },
      ];
      const found = clustersOf(
        [],
        new Map(),
        specObject('Sidecar', 'sidecar', { ingress }),
        {},
        proxyOf(row['proxy']),
      );
      const [locality] = found.get('inbound|7443||')?.loadAssignment?.endpoints ?? [];
      const address = locality?.lbEndpoints[0]?.address.socketAddress;
      return differ(
        [address?.address, address?.portValue],
        [text(row['expectedAddr']), number(row['expectedPort'])],
      );
    },
  },
  {
    source: builder,
    func: 'TestBuildDefaultCluster',
    check: (row) => {
      const type = constant(row['discovery']);
      const listed = items(row['endpoints']).map((group) => placeOf(at(group, 'Locality')));
      const host = text(row['clusterName']);
      const found = clustersOf(
        [
          service({
            Hostname: host,
            Resolution: type === 'EDS' ? 'ClientSideLB' : 'DNSLB',
            Ports: [{ Name: 'default', Port: 8080, Protocol: 'HTTP' }],
            Attributes: { Namespace: 'default' },
          }),
        ],
        new Map([[`default/${host}`, listed.map((place) => testEndpoint(8080, 8080, place, 1))]]),
        [],
      ).get(`outbound|8080||${host}`);
      const wanted = row['expectedCluster'];
      if (wanted === null || found === undefined) return differ(found === undefined, wanted === null);
      const [limits] = items(at(wanted, 'CircuitBreakers', 'Thresholds'));
      const panic = number(at(wanted, 'CommonLbConfig', 'HealthyPanicThreshold', 'Value'));
      return differ(
        [found.lbPolicy, found.circuitBreakers?.thresholds[0], found.commonLbConfig, placesOf(found)],
        ['LEAST_REQUEST', thresholds(limits), { healthyPanicThreshold: { value: panic } }, listed],
      );
    },
  },
  {
    source: builder,
    func: 'TestApplyEdsConfig',
    check: (row) => {
      const given: Cluster = {
        name: text(at(row['cluster'], 'Name')),
        type: constant(at(row['cluster'], 'ClusterDiscoveryType', 'Type')) as Cluster['type'],
        connectTimeout: '10s',
        lbPolicy: 'LEAST_REQUEST',
      };
      const wanted = row['edsConfig'];
      if (wanted === null) return differ(printedCluster(given)['edsClusterConfig'], undefined);
      const config = at(wanted, 'EdsConfig');
      return differ(printedCluster(given)['edsClusterConfig'], {
        edsConfig: {
          ads: at(config, 'ConfigSourceSpecifier', 'Ads') === undefined ? undefined : {},
          initialFetchTimeout: message(at(config, 'InitialFetchTimeout')),
          resourceApiVersion: text(at(config, 'ResourceApiVersion')).split('ApiVersion_').at(-1),
        },
        serviceName: text(at(wanted, 'ServiceName')),
      });
    },
  },
  {
    source: builder,
    func: 'TestIsHttp2Cluster',
    check: (row) => {
      const made = text(at(row['cluster'], '$call'));
      const policy = made === 'newH2TestCluster' ? { h2UpgradePolicy: 'UPGRADE' } : {};
      const http = made === 'newDownstreamTestCluster' ? { useClientProtocol: true } : policy;
      const rule = { host: 'some.host', trafficPolicy: { connectionPool: { http } } };
      const found = testClusters({ host: 'some.host', rule }).get('outbound|8080||some.host');
      return differ(found?.http2 ?? false, truth(row['isHttp2Cluster']));
    },
  },
  {
    source: util,
    func: 'TestCidrRangeSliceEqual',
    check: (row) => {
      const [one, other] = [row['first'], row['second']].map((ranges) => ({
        filters: [],
        origin: { kind: '', namespace: '', name: '', path: '' },
        destinationCidrs: items(ranges).map(cidr),
      }));
      return one && other && differ(conflictsWith(one, other), truth(row['want']));
    },
  },
  {
    source: util,
    func: 'TestSelectDNSLookupFamily',
    check: (row) =>
      differ(
        dnsLookupFamily({ mode: ipModeOf(texts(row['ips'])), dualStack: false }),
        constantOf(row['want']),
      ),
  },
  ...(
    [
      ['TestIsAllowAnyOutbound', 'ALLOW_ANY'],
      ['TestIsAllowAnyDynamicDNSOutbound', 'ALLOW_ANY_DYNAMIC_DNS'],
    ] as const
  ).map(([func, mode]): Table => ({
    source: util,
    func,
    check: (row) => {
      const asked = message(at(row['node'], 'SidecarScope', 'OutboundTrafficPolicy'));
      if (asked === undefined) throw new NotData('a proxy of a mesh always has an outbound policy');
      const type = constant(at(row['node'], 'Type') ?? '') === 'Router' ? 'router' : 'sidecar';
      const outboundTrafficPolicy = { mode: 'ALLOW_ANY', ...(asked as object) };
      const mesh = { outboundTrafficPolicy } as Partial<MeshConfig>;
      const found = testClusters({ host: 'any.host', mesh, type });
      const [only] = catchAllFilters(contextWith(mesh));
      const passes = only?.name === TCP_PROXY && only.typedConfig.cluster === 'PassthroughCluster';
      const isDynamic = found.has('AllowAnyDynamicDNSCluster');
      return differ(mode === 'ALLOW_ANY' ? passes && !isDynamic : isDynamic, truth(row['result']));
    },
  })),
  {
    source: util,
    func: 'TestIPv6Compliant',
    check: (row) => differ(bracketed(text(row['host'])), text(row['match'])),
  },
  {
    source: util,
    func: 'TestDomainName',
    check: (row) => differ(hostPort(text(row['host']), number(row['port'])), text(row['match'])),
  },
];

const TCP_PROXY = 'envoy.filters.network.tcp_proxy';

function contextWith(meshConfig: Partial<MeshConfig>): Context {
  return createContext(snapshotOf({ meshConfig }), sidecar());
}

/** `$cluster.Cluster_V4_ONLY` → `V4_ONLY`. */
function constantOf(value: Go): string {
  return text(value).split('Cluster_').at(-1) ?? '';
}

const BACKEND = 'backend.default.svc.cluster.local';

function cidr(value: Go): string {
  return `${text(at(value, 'AddressPrefix'))}/${String(number(at(value, 'PrefixLen', 'Value')))}`;
}

function placeOf(value: Go): string {
  return ['Region', 'Zone', 'SubZone'].map((name) => text(at(value, name))).join('/');
}

function placesOf({ loadAssignment }: Cluster): readonly string[] {
  return (loadAssignment?.endpoints ?? []).map(({ locality: { region, zone, subZone } = {} }) =>
    [region, zone, subZone].join('/'),
  );
}
