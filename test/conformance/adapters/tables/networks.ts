import { placeOf } from '../../../../sandbox/envoy/config/index';
import { internalAddresses } from '../../../../sandbox/istio/translate/network-filters/http-connection-manager';
import { createContext } from '../../../../sandbox/istio/translate/context';
import { loadAssignments } from '../../../../sandbox/istio/translate/load-assignments/load-assignments';
import {
  forcesUnhealthyEndpoints,
  sendsUnhealthyEndpoints,
  usableEndpoints,
} from '../../../../sandbox/istio/translate/load-assignments/usable-endpoints';
import { portPolicy } from '../../../../sandbox/istio/translate/clusters/traffic-policy';
import {
  NetworkGateways,
  type NetworkGateway,
} from '../../../../sandbox/istio/discovery/networks/network-gateways';
import type { MeshNetworks } from '../../../../sandbox/istio/discovery/index';
import { DEFAULT_FEATURES } from '../../../../sandbox/istio/discovery/features';
import type { Endpoint, Snapshot } from '../../../../sandbox/istio/discovery/index';
import type { ProxyNodeInfo } from '../../../../sandbox/istio/index';
import {
  at,
  entries,
  items,
  NotData,
  number,
  text,
  texts,
  truth,
  type Go,
  type GoStruct,
} from './go-literal';
import { proxyOf } from './ip-families';
import { service, sidecar, snapshotOf } from './mesh';
import { differ, type Table } from './table';
import { specObject } from './test-clusters';

const filters = 'pilot/pkg/xds/endpoints/ep_filters_test.go';
const builder = 'pilot/pkg/xds/endpoints/endpoint_builder_test.go';

/** Endpoints as proxies of several networks reach them, and who counts as being inside. */
export const networkTables: readonly Table[] = [
  {
    source: filters,
    func: '',
    check: (row) => {
      const why = judged(row, reached(row));
      return why && `not simulated: HBONE, which the test lets one of the endpoints take: ${why}`;
    },
  },
  {
    source: filters,
    func: 'TestEndpointsByNetworkFilter_WithConfig',
    check: (row) => judged(row, reached(row, { tls: { mode: 'DISABLE' } })),
  },
  {
    source: filters,
    func: 'TestEndpointsWithMTLSFilter',
    check: (row) => differ(seen(reached(row, { tls: { mode: 'DISABLE' } }, true)), wanted(row)),
  },
  {
    source: filters,
    func: 'TestEndpointsByNetworkFilter_GatewayIPFamily',
    check: (row) => {
      if (row['after'] !== undefined) throw new NotData('a function of the test');
      const snapshot = meshWith(items(row['gateways']).map(gateway), [
        endpoint('network2', 'cluster2', ['20.0.0.1']),
      ]);
      return differ(seen(assigned(snapshot, networkProxy(row['proxy']))), wanted(row));
    },
  },
  {
    source: builder,
    func: 'TestFilterIstioEndpoint',
    check: (row) => {
      if (row['svcInfo'] !== undefined)
        throw new NotData("ambient mode's scopes of services are not simulated");
      const snapshot = meshWith([], []);
      const context = createContext(snapshot, proxyOf(row['proxy']));
      const [given] = context.scope.services;
      const one = endpoint('', '', texts(at(row['ep'], 'Addresses')));
      const policy = portPolicy(undefined, 80, snapshot.mesh);
      const kept = given ? usableEndpoints(context, given, [one], policy) : [];
      return differ(kept.length === 1, truth(row['expected']));
    },
  },
  {
    source: builder,
    func: 'TestSupportsUnhealthyEndpoints',
    check: (row) => {
      const features = {
        ...DEFAULT_FEATURES,
        sendUnhealthyEndpoints: truth(row['globalSendUnhealthy']),
        autoSendUnhealthyEndpoints: truth(row['defaultSendUnhealthy']),
      };
      const minHealthPercent = number(items(at(row['dr'], 'args'))[0]);
      const policy = row['dr'] === undefined ? {} : { outlierDetection: { minHealthPercent } };
      return differ(sendsUnhealthyEndpoints(features, {}, policy), truth(row['want']));
    },
  },
  {
    source: 'pilot/pkg/model/service_test.go',
    func: 'TestSupportsUnhealthyEndpoints',
    check: (row) => {
      const features = {
        ...DEFAULT_FEATURES,
        sendUnhealthyEndpoints: truth(row['globalSendUnhealthy']),
        autoSendUnhealthyEndpoints: truth(row['defaultSendUnhealthy']),
      };
      const wish = at(row['svc'], 'Attributes', 'K8sAttributes', 'TrafficDistribution', '$ident');
      const near = text(wish).replace('TrafficDistribution', '');
      const target = near === 'PreferSameZone' ? ({ trafficDistribution: near } as const) : {};
      return differ(
        [sendsUnhealthyEndpoints(features, target, {}), forcesUnhealthyEndpoints(features, target)],
        [truth(row['wantSupports']), truth(row['wantForces'])],
      );
    },
  },
  ...(
    [
      ['pilot/pkg/networking/util/util_test.go', 'TestMeshNetworksToEnvoyInternalAddressConfig'],
      ['pilot/pkg/networking/core/gateway_test.go', 'TestGatewayHCMInternalAddressConfig'],
    ] as const
  ).map(([source, func]): Table => ({
    source,
    func,
    check: (row) => {
      const meshNetworks = networksOf(row['networks']);
      const snapshot = snapshotOf({ meshNetworks, features: { hcmInternalNetworks: true } });
      const { internalAddressConfig: found } = internalAddresses(createContext(snapshot, sidecar()));
      const ranges = items(at(row['expectedconfig'], 'CidrRanges')).map((range) => ({
        addressPrefix: text(at(range, 'AddressPrefix')),
        prefixLen: number(at(range, 'PrefixLen', 'Value')),
      }));
      return differ(found, ranges.length === 0 ? undefined : { cidrRanges: ranges });
    },
  })),
];

const HOST = 'example.ns.svc.cluster.local';

/** The mesh of istiod's own tests: one gateway of the first network, three of the second, one of the third. */
const gateways: readonly NetworkGateway[] = [
  { network: 'network1', cluster: 'cluster1a', address: '1.1.1.1', port: 80 },
  { network: 'network2', cluster: 'cluster2a', address: '2.2.2.2', port: 80 },
  { network: 'network2', cluster: 'cluster2b', address: '2.2.2.20', port: 80 },
  { network: 'network2', cluster: 'cluster2b', address: '2.2.2.21', port: 80 },
  { network: 'network3', cluster: 'cluster3', address: '3.3.3.3', port: 443 },
];

const endpoints: readonly Endpoint[] = [
  endpoint('network1', 'cluster1a', ['10.0.0.1']),
  endpoint('network1', 'cluster1a', ['foo.bar']),
  // The test lets this one take HBONE, which nothing here speaks.
  endpoint('network1', 'cluster1a', ['10.0.0.3'], { 'networking.istio.io/tunnel': 'http' }),
  endpoint('network1', 'cluster1b', ['10.0.0.2', '2001:1::10.2']),
  endpoint('network2', 'cluster2a', ['20.0.0.1']),
  endpoint('network2', 'cluster2b', ['20.0.0.2']),
  endpoint('network2', 'cluster2b', ['20.0.0.3', '2001:1::20.3']),
  endpoint('network4', 'cluster4', ['40.0.0.1']),
];

function endpoint(
  network: string,
  cluster: string,
  [address = '', ...additionalAddresses]: readonly string[],
  labels: Readonly<Record<string, string>> = {},
): Endpoint {
  return {
    address,
    ...(additionalAddresses.length > 0 && { additionalAddresses }),
    port: 8080,
    servicePort: 80,
    labels: { app: 'example', ...labels },
    namespace: 'ns',
    tlsMode: 'istio',
    identity: '',
    network,
    cluster,
  };
}

function gateway(value: Go): NetworkGateway {
  return {
    network: text(at(value, 'Network')),
    cluster: text(at(value, 'Cluster')),
    address: text(at(value, 'Addr')),
    port: number(at(value, 'Port')),
  };
}

function meshWith(
  doors: readonly NetworkGateway[],
  found: readonly Endpoint[],
  trafficPolicy?: object,
): Snapshot {
  const known = new NetworkGateways(doors);
  const snapshot = snapshotOf({
    services: [
      service({
        Hostname: HOST,
        Ports: [{ Name: 'http', Port: 80, Protocol: 'HTTP' }],
        Attributes: { Name: 'example', Namespace: 'ns' },
      }),
    ],
    endpoints: new Map([[`ns/${HOST}`, found]]),
    configs: trafficPolicy ? specObject('DestinationRule', 'rule', { host: HOST, trafficPolicy }) : [],
  });
  return { ...snapshot, networks: { ...snapshot.networks, gateways: known, namedGateways: known } };
}

/** `makeProxy(network, cluster)` and those of other families. */
function networkProxy(value: Go): ProxyNodeInfo {
  const [network, cluster] = texts(at(value, 'args'));
  const addresses: Readonly<Record<string, readonly [string, ...string[]]>> = {
    makeProxy: ['1.1.1.1'],
    makeIPv6Proxy: ['2001:db8::10'],
    makeDualStackProxy: ['1.1.1.10', '2001:db8::10'],
  };
  const [ip, ...additionalIps] = addresses[text(at(value, '$call'))] ?? [''];
  return sidecar('default', {
    ip,
    additionalIps,
    ...(network ? { network } : {}),
    ...(cluster ? { clusterId: cluster } : {}),
  });
}

type Assignment = ReturnType<typeof loadAssignments>[number];

function assigned(snapshot: Snapshot, proxy: ProxyNodeInfo, bySni = false): Assignment | undefined {
  const context = createContext(snapshot, proxy);
  const [target] = context.scope.services;
  return target && loadAssignments(context, target, bySni)[0];
}

function reached(row: GoStruct, trafficPolicy?: object, bySni = false): Assignment | undefined {
  return assigned(meshWith(gateways, endpoints, trafficPolicy), networkProxy(row['proxy']), bySni);
}

/** Where requests go, and what is told of the workloads there. */
function judged(row: GoStruct, assignment: Assignment | undefined): string | undefined {
  const told = (assignment?.endpoints ?? []).flatMap(({ lbEndpoints }) =>
    lbEndpoints.map(({ metadata }) => at(metadata, 'filterMetadata', 'istio', 'workload')),
  );
  return differ(seen(assignment), wanted(row)) ?? differ(told, texts(row['wantWorkloadMetadata']));
}

/** Addresses with their weights, place by place, in any order; a place without endpoints is none. */
function seen(assignment: Assignment | undefined): unknown {
  const places = assignment?.endpoints ?? [];
  return places.map(({ lbEndpoints }) =>
    lbEndpoints.map(({ address, weight = 1 }) => JSON.stringify([placeOf(address).ip, weight])).sort(),
  );
}

function wanted(row: GoStruct): unknown {
  return items(row['want']).flatMap((place) => {
    const listed = items(at(place, 'LbEps')).map((one) =>
      JSON.stringify([text(at(one, 'Address')), number(at(one, 'Weight'))]),
    );
    return listed.length === 0 ? [] : [listed.sort()];
  });
}

function networksOf(value: Go): MeshNetworks {
  const networks = entries(at(value, 'Networks')).map(([name, network]) => {
    const ranges = items(at(network, 'Endpoints')).map((one) => ({
      fromCidr: text(at(one, 'Ne', 'FromCidr')),
    }));
    return [name, { endpoints: ranges }] as const;
  });
  return { networks: Object.fromEntries(networks) };
}
