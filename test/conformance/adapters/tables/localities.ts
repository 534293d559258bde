import type {
  DestinationRuleSpec,
  LoadBalancerSettings,
  LocalityLoadBalancerSetting,
  ZoneAwareLoadBalancerSetting,
} from '../../../../sandbox/istio/discovery/api/index';
import { isWithin, parseLocality, type Locality } from '../../../../sandbox/istio/discovery/locality';
import { portPolicy, subsetPolicy } from '../../../../sandbox/istio/translate/clusters/traffic-policy';
import {
  failsOver,
  localitySetting,
  routesByZone,
} from '../../../../sandbox/istio/translate/load-assignments/locality-setting';
import {
  nearestFirst,
  type PlacedEndpoints,
} from '../../../../sandbox/istio/translate/load-assignments/near-endpoints';
import { DEFAULT_MESH_CONFIG } from '../../../../sandbox/istio/discovery/mesh-config';
import {
  at,
  constant,
  items,
  number,
  text,
  textMap,
  texts,
  truth,
  withVariables,
  type Go,
} from './go-literal';
import { message } from './manifest';
import { differ, type Table } from './table';
import { testClusters } from './test-clusters';

const util = 'pilot/pkg/networking/util/util_test.go';
const balancing = 'pilot/pkg/networking/core/loadbalancer/loadbalancer_test.go';

/** Where endpoints are, and which of them a caller is sent to. */
export const localityTables: readonly Table[] = [
  {
    source: util,
    func: 'TestConvertLocality',
    check: (row) => differ(parseLocality(text(row['locality'])), place(row['want'])),
  },
  {
    source: util,
    func: 'TestLocalityMatch',
    check: (row) => differ(isWithin(place(row['locality']), text(row['rule'])), truth(row['match'])),
  },
  {
    source: util,
    func: 'TestIsLocalityEmpty',
    check: (row) => differ(place(row['locality']).region === undefined, truth(row['want'])),
  },
  {
    source: balancing,
    func: 'TestGetEffectiveLbSetting',
    check: (given) => {
      const row = withVariables(given, labels) as Readonly<Record<string, Go>>;
      const distribution = constant(at(row['svc'], 'Attributes', 'K8sAttributes', 'TrafficDistribution'));
      const preferred = distribution.replace('TrafficDistribution', '');
      const found = localitySetting(
        {
          ...settings('localityLbSetting', row['meshLocality']),
          ...settings('zoneAwareLbSetting', row['meshZoneAware']),
        },
        ruleSettings(row['dr']),
        preferred === 'PreferSameZone' || preferred === 'PreferSameNode'
          ? { trafficDistribution: preferred }
          : {},
      );
      const zoneAware = found?.is === 'zone aware' ? found.setting : undefined;
      return (
        differ(
          found?.is === 'locality' ? found.setting : undefined,
          known(message(row['expectedLocality'])),
        ) ??
        differ(zoneAware, message(row['expectedZoneAware'])) ??
        differ(found !== undefined && failsOver(found, false), truth(row['expectedForce'])) ??
        (zoneAware && differ(routesByZone(zoneAware), truth(row['expectedRoutingEnabled'])))
      );
    },
  },
  {
    source: balancing,
    func: 'TestApplyLocalitySetting',
    check: (row) => {
      const distribute = message(row['distribute']) as LocalityLoadBalancerSetting['distribute'];
      if (distribute !== undefined) {
        const groups = nearestFirst(fakeCluster, setting({ distribute }), caller({}), true);
        return differ(
          groups.map(({ weight }) => weight),
          items(row['expected']).map(number),
        );
      }
      const failoverPriority = texts(row['failoverPriority']);
      const isMixed = JSON.stringify(row['expected']).includes('"5.5.5.5"');
      const asked = isMixed
        ? { failoverPriority, failover: [{ from: 'region1', to: 'region2' }] }
        : { failoverPriority };
      const own = caller(textMap(row['proxyLabels']));
      const groups = nearestFirst(isMixed ? spread : paired, setting(asked), own, true);
      return differ(
        groups.map(({ weight, priority }) => [weight, priority]),
        items(row['expected']).map((one) => [
          number(at(one, 'LoadBalancingWeight', 'Value')),
          number(at(one, 'Priority')),
        ]),
      );
    },
  },
  {
    source: 'pilot/pkg/networking/core/cluster_test.go',
    func: 'TestApplyLoadBalancer',
    check: (row) => {
      const isRedis = constant(at(row['port'], 'Protocol')) === 'Redis';
      const preset = row['presetPanicThreshold'];
      const detects = truth(row['outlierDetection']) || preset !== undefined;
      const outlierDetection = preset === undefined ? {} : { minHealthPercent: number(preset) };
      const asked = message(row['lbSettings']);
      const trafficPolicy = {
        ...(asked ? { loadBalancer: asked } : {}),
        ...(detects ? { outlierDetection } : {}),
      };
      const resolution = resolutions[constant(row['discoveryType'])];
      const rule = { host: 'some.host', trafficPolicy };
      const mesh = { localityLbSetting: { enabled: false } };
      const found = testClusters({
        host: 'some.host',
        rule,
        mesh,
        ...(isRedis ? { protocol: 'Redis', features: { redisFilter: true } } : {}),
        ...(resolution ? { resolution } : {}),
      }).get('outbound|8080||some.host');
      const near = found?.commonLbConfig;
      const wantedPanic = row['expectedPanicThreshold'];
      return (
        differ(
          [found?.lbPolicy, near?.localityWeightedLbConfig !== undefined],
          [wantedPolicy(row['expectedLbPolicy']), truth(row['expectedLocalityWeightedConfig'])],
        ) ??
        (truth(row['expectClusterLoadAssignmenttoBeNil'])
          ? differ(found?.loadAssignment, undefined)
          : undefined) ??
        (wantedPanic === undefined ? undefined : differ(near?.healthyPanicThreshold?.value, wantedPanic))
      );
    },
  },
  {
    source: 'pilot/pkg/xds/endpoints/endpoint_builder_test.go',
    func: 'TestPopulateFailoverPriorityLabels',
    check: (row) => {
      const mesh = { ...DEFAULT_MESH_CONFIG, ...(message(row['mesh']) as object | undefined) };
      const rule = message(at(row['dr'], 'Spec')) as DestinationRuleSpec | undefined;
      const base = portPolicy(rule?.trafficPolicy, 0, mesh);
      const policy = subsetPolicy(base, undefined, 0);
      const found = localitySetting(mesh, policy.loadBalancer);
      const own: Readonly<Record<string, string>> = { app: 'foo', a: 'a', b: 'b' };
      const detects = policy.outlierDetection !== undefined;
      const priorities =
        found && failsOver(found, detects) && !weighs(found) ? found.setting.failoverPriority : [];
      const shown = (priorities ?? []).map((label) => `${label}:${own[label] ?? ''} `).join('');
      return differ(shown, text(row['expectedLabels']));
    },
  },
];

/** Labels that rows name by Istio's variables. */
const labels: Readonly<Record<string, Go>> = {
  'label.TopologyNetwork.Name': 'topology.istio.io/network',
  'label.TopologySubzone.Name': 'topology.istio.io/subzone',
};

const constants: Readonly<Record<string, string>> = {
  LabelTopologyRegion: 'topology.kubernetes.io/region',
  LabelTopologyZone: 'topology.kubernetes.io/zone',
  LabelHostname: 'kubernetes.io/hostname',
};

function known(value: unknown): unknown {
  const setting = value as LocalityLoadBalancerSetting | undefined;
  if (setting?.failoverPriority === undefined) return setting;
  return { ...setting, failoverPriority: setting.failoverPriority.map((name) => constants[name] ?? name) };
}

function settings(name: string, value: Go): object {
  const read = message(value);
  return read === undefined ? {} : { [name]: read };
}

/** `drLB(locality)` and `drZA(zone aware)`. */
function ruleSettings(value: Go): LoadBalancerSettings | undefined {
  const [argument] = items(at(value, 'args'));
  if (at(value, '$call') === 'drLB')
    return { localityLbSetting: message(argument) as LocalityLoadBalancerSetting };
  if (at(value, '$call') === 'drZA')
    return { zoneAwareLbSetting: message(argument) as ZoneAwareLoadBalancerSetting };
  return undefined;
}

/** Services whose clusters are found in these ways. */
const resolutions: Readonly<Record<string, string>> = { ORIGINAL_DST: 'Passthrough', STRICT_DNS: 'DNSLB' };

function weighs(found: NonNullable<ReturnType<typeof localitySetting>>): boolean {
  return found.is === 'locality' && found.setting.distribute !== undefined;
}

function wantedPolicy(value: Go): string {
  return at(value, '$call') === 'defaultLBAlgorithm' ? 'LEAST_REQUEST' : constant(value);
}

/** A `core.Locality`. */
function place(value: Go): Locality {
  const [region, zone, subZone] = ['Region', 'Zone', 'SubZone'].map((name) => text(at(value, name)));
  return parseLocality([region, zone, subZone].join('/'));
}

function setting(asked: LocalityLoadBalancerSetting): Parameters<typeof nearestFirst>[1] {
  return { is: 'locality', setting: asked, forced: false };
}

function caller(own: Readonly<Record<string, string>>): Parameters<typeof nearestFirst>[2] {
  return { locality: 'region1/zone1/subzone1', labels: own };
}

/** Groups of one endpoint without labels. */
const fakeCluster = [
  'region1/zone1/subzone1',
  'region1/zone1/subzone1',
  'region1/zone1/subzone2',
  'region1/zone1/subzone3',
  'region1/zone2',
  'region2',
  'region3',
].map((locality) => group(locality, [{}]));

/** Network and cluster of an endpoint; most have one more label. */
function placed(network: string, cluster: string, key = 'value'): Readonly<Record<string, string>> {
  return {
    ...(key === '' ? {} : { key }),
    'topology.istio.io/network': network,
    'topology.istio.io/cluster': cluster,
  };
}

const paired = [
  group('region1/zone1/subzone1', [placed('n1', 'c1', ''), placed('n2', 'c2')]),
  group('region2/zone2/subzone2', [placed('n1', 'c3'), placed('n2', 'c4')]),
  group('region3/zone3/subzone3', [placed('n1', 'c1'), placed('n2', 'c2')]),
];

const spread = [
  group('region1/zone1/subzone1', [placed('n1', 'c1', '')]),
  group('region1/zone2/subzone2', [placed('n2', 'c2')]),
  group('region2/zone2/subzone2', [placed('n1', 'c3')]),
  group('region3/zone3/subzone3', [placed('n2', 'c4')]),
  group('region2/zone2/subzone2', [placed('n2', 'c2', '')]),
  group('region3/zone3/subzone3', [placed('n1', 'c6')]),
];

function group(locality: string, all: readonly Readonly<Record<string, string>>[]): PlacedEndpoints {
  const endpoints = all.map((own) => ({ labels: own }));
  return { locality, endpoints, weight: endpoints.length, priority: 0 };
}
