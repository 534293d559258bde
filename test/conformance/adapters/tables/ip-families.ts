import { placeOf, type Cluster, type Listener } from '../../../../sandbox/envoy/config/index';
import { ipModeOf, type IpMode } from '../../../../sandbox/istio/discovery/ip-family';
import {
  addressesFor,
  addressFor,
  type AddressView,
} from '../../../../sandbox/istio/discovery/service-addresses';
import { translate, type ProxyNodeInfo } from '../../../../sandbox/istio/index';
import { toAddress } from '../../../../sandbox/istio/translate/proxy/addresses';
import {
  furtherAddresses,
  globalUnicastIp,
  proxyIps,
} from '../../../../sandbox/istio/translate/proxy/proxy-ips';
import { at, items, NotData, number, text, texts, truth, type Go, type GoStruct } from './go-literal';
import { message } from './manifest';
import { service, sidecar, snapshotOf } from './mesh';
import { differ, type Table } from './table';
import { testEndpoint } from './test-clusters';

const model = 'pilot/pkg/model/';
const core = 'pilot/pkg/networking/core/';

/** What follows from the families of addresses: a proxy's, a service's, an endpoint's. */
export const ipFamilyTables: readonly Table[] = [
  {
    source: `${model}service_test.go`,
    func: 'TestGetAllAddresses',
    check: (row) => {
      const [, ...others] = allAddresses(row);
      return (
        differ(allAddresses(row), texts(row['expectedAddresses'])) ??
        differ(others, texts(row['expectedExtraAddresses']))
      );
    },
  },
  {
    source: `${model}service_test.go`,
    func: 'TestGetAddressForProxy',
    check: (row) =>
      differ(addressFor(withDefault(row['service']), viewOf(row['proxy'])), text(row['expectedAddress'])),
  },
  {
    source: `${model}context_test.go`,
    func: 'TestGlobalUnicastIP',
    check: (row) => differ(globalUnicastIp(texts(row['in'])), text(row['expect'])),
  },
  {
    source: 'pilot/pkg/networking/util/util_test.go',
    func: 'TestBuildAddress',
    check: (row) => {
      const wanted = at(row['expected'], 'Address');
      return differ(toAddress(text(row['addr']), number(row['port'])), {
        socketAddress: place(at(wanted, 'SocketAddress')),
        pipe: message(at(wanted, 'Pipe')),
      });
    },
  },
  ...(
    [
      ['TestGetActualWildcardAndLocalHost', false],
      ['TestGetDualStackActualWildcard', true],
      ['TestGetDualStackLocalHost', true],
    ] as const
  ).map(([func, dualStack]): Table => ({
    source: `${core}listener_test.go`,
    func,
    check: (row) => {
      const { features } = snapshotOf({ features: { dualStack } });
      const ips = proxyIps(proxyOf(row['proxy']), features);
      const { wildcards, loopbacks } = ips;
      const all = (addresses: typeof wildcards): string[] => [
        addresses[0],
        ...furtherAddresses(ips, addresses),
      ];
      const found = {
        TestGetActualWildcardAndLocalHost: [wildcards[0], loopbacks[0]],
        TestGetDualStackActualWildcard: all(wildcards),
        TestGetDualStackLocalHost: all(loopbacks),
      };
      return differ(found[func], items(row['expected']).map(addressOf));
    },
  })),
  {
    source: `${core}listener_test.go`,
    func: 'TestOutboundListenerForExternalServices',
    check: (row) => {
      const [given] = items(row['services']);
      const target = externalService(text(at(given, '$ident')));
      const endpoints = [target].map(
        ({ hostname }) =>
          [
            `default/${hostname}`,
            items(row['instances']).map((one) =>
              testEndpoint(9999, 9999, '', 1, text(items(at(one, 'args'))[1])),
            ),
          ] as const,
      );
      const snapshot = snapshotOf({ services: [target], endpoints: new Map(endpoints) });
      const found = translate(snapshot, proxies['getIPv6Proxy'] ?? sidecar()).listeners.filter(
        ({ address }) => placeOf(address).port === 9999,
      );
      return differ(
        found.map(({ name }) => name),
        [text(row['listenersOn'])],
      );
    },
  },
  {
    source: `${core}cluster_test.go`,
    func: 'TestInboundClustersPassThroughBindIPs',
    check: (row) => {
      const target = tested('backend.default.svc.cluster.local', 'Passthrough');
      const proxy = proxyOf(row['proxy']);
      const found = clustersFor(row, proxy, [proxy.ip], target).filter(({ name }) =>
        name.startsWith('inbound|'),
      );
      const more = addressOf(row['expectedExtraSrcAddr']);
      return differ(found.map(sourcesOf), [[addressOf(row['expectedSrcAddr']), ...(more ? [more] : [])]]);
    },
  },
  {
    source: `${core}cluster_builder_test.go`,
    func: 'TestBuildPassthroughClusters',
    check: (row) => {
      const [ip = '', ...additionalIps] = texts(row['ips']);
      const { clusters } = translate(snapshotOf({}), sidecar('default', { ip, additionalIps }));
      const found = clusters.filter(({ name }) => name === 'InboundPassthroughCluster');
      const wanted = [
        ...(truth(row['ipv4Expected']) ? ['127.0.0.6'] : []),
        ...(truth(row['ipv6Expected']) ? ['::6'] : []),
      ];
      return differ(found.map(sourcesOf), [wanted]);
    },
  },
  {
    source: `${core}cluster_builder_test.go`,
    func: 'TestClusterDnsLookupFamily',
    check: (row) => {
      const races = text(row['connectStrategy']).endsWith('RaceFirstTCPConnect');
      const target = { ...tested('host', 'DNSLB'), ...(races && { racesConnections: true }) };
      const found = clustersFor(row, proxyOf(row['proxy']), ['host'], target).find(
        ({ type }) => type === 'STRICT_DNS',
      );
      return differ(found?.dnsLookupFamily, text(row['expectedFamily']).split('Cluster_').at(-1));
    },
  },
  {
    source: `${core}cluster_builder_test.go`,
    func: 'TestClusterDnsConfig',
    check: (row) => {
      const dnsJitterMs = number(at(row['dnsJitter'], 'l'));
      const features = { dnsUdpMaxQueries: number(row['udpMaxQueries']), dnsJitterMs };
      const found = clustersFor(row, proxyOf(row['proxy']), ['host'], tested('host', 'DNSLB'), features).find(
        ({ type }) => type === 'STRICT_DNS',
      );
      return differ(
        [found?.dnsUdpMaxQueries, Number.parseFloat(found?.dnsJitter ?? '') * 1000],
        [features.dnsUdpMaxQueries, dnsJitterMs],
      );
    },
  },
];

/** The proxies of istiod's own tests, by the name of the variable or function that makes them. */
const proxies: Readonly<Record<string, ProxyNodeInfo>> = {
  getProxy: sidecar(),
  ipv4Proxy: sidecar(),
  getIPv6Proxy: sidecar('default', { ip: '2001:1::1' }),
  ipv6Proxy: sidecar('default', { ip: '2001:1::1' }),
  dualStackProxy: sidecar('default', { additionalIps: ['1111:2222::1'] }),
};

/** A `model.Proxy` of a table, written out or by its name. */
export function proxyOf(value: Go): ProxyNodeInfo {
  const name = text(at(value, '$ident') ?? at(value, '$call'));
  if (name !== '') {
    const known = proxies[name];
    if (known === undefined) throw new NotData(`the proxy ${name}`);
    return known;
  }
  const [ip = '', ...additionalIps] = texts(at(value, 'IPAddresses'));
  return sidecar('default', { ip, additionalIps });
}

/** What a proxy's addresses and its cluster make of services' addresses. */
export function addressView(proxy: Go, dualStack: boolean): AddressView {
  const cluster = text(at(proxy, 'Metadata', 'ClusterID'));
  return { mode: ipModeOf(texts(at(proxy, 'IPAddresses'))), cluster, dualStack };
}

function viewOf(proxy: Go): AddressView {
  return { ...addressView(proxy, false), mode: modeOf(at(proxy, 'ipMode')) };
}

function modeOf(value: Go): IpMode {
  return text(at(value, '$ident')) as IpMode;
}

function allAddresses(row: GoStruct): readonly string[] {
  const view = { mode: modeOf(row['ipMode']), cluster: 'id', dualStack: truth(row['dualStackEnabled']) };
  return addressesFor(withDefault(row['service']), view);
}

/** Without a default address a service has none; elsewhere the tests leave it out where it does not matter. */
function withDefault(value: Go): ReturnType<typeof service> {
  return { ...service(value), address: text(at(value, 'DefaultAddress')).replace(/^\$.*/, '0.0.0.0') };
}

const constants: Readonly<Record<string, string>> = {
  WildcardAddress: '0.0.0.0',
  WildcardIPv6Address: '::',
  LocalhostAddress: '127.0.0.1',
  LocalhostIPv6Address: '::1',
  InboundPassthroughBindIpv4: '127.0.0.6',
  InboundPassthroughBindIpv6: '::6',
};

function addressOf(value: Go): string {
  return constants[text(at(value, '$ident'))] ?? text(value);
}

function place(value: Go): Listener['address']['socketAddress'] {
  if (value === undefined) return undefined;
  return { address: text(at(value, 'Address')), portValue: number(at(value, 'PortSpecifier', 'PortValue')) };
}

function tested(host: string, resolution: string): ReturnType<typeof service> {
  return service({
    Hostname: host,
    Resolution: resolution,
    Ports: [{ Name: 'default', Port: 8080, Protocol: 'HTTP' }],
    Attributes: { Namespace: 'default' },
  });
}

function externalService(name: string): ReturnType<typeof service> {
  return service({
    Hostname: name === 'extSvc' ? 'example1.com' : 'test.com',
    Resolution: 'ClientSideLB',
    Ports: [{ Name: 'default', Port: 9999, Protocol: name === 'autoSvc' ? '$protocol.Unsupported' : 'TCP' }],
    Attributes: {
      Namespace: 'default',
      ...(name === 'svc' ? { ServiceRegistry: 'Kubernetes' } : { ServiceRegistry: 'External' }),
    },
  });
}

function clustersFor(
  row: GoStruct,
  proxy: ProxyNodeInfo,
  addresses: readonly string[],
  target: ReturnType<typeof service>,
  features: object = {},
): readonly Cluster[] {
  const endpoints = addresses.map((address) => testEndpoint(8080, 10001, '', 1, address));
  const snapshot = snapshotOf({
    services: [target],
    endpoints: new Map([[`default/${target.hostname}`, endpoints]]),
    features: { dualStack: truth(row['dualStack']), ...features },
  });
  return translate(snapshot, proxy).clusters;
}

function sourcesOf({ upstreamBindConfig }: Cluster): readonly (string | undefined)[] {
  const more = upstreamBindConfig?.extraSourceAddresses ?? [];
  return [upstreamBindConfig?.sourceAddress.address, ...more.map(({ address }) => address.address)];
}
