import { placeOf } from '../../../../sandbox/envoy/config/index';
import type { Endpoint } from '../../../../sandbox/istio/discovery/index';
import { portPolicy } from '../../../../sandbox/istio/translate/clusters/traffic-policy';
import { createContext } from '../../../../sandbox/istio/translate/context';
import { endpointsFor } from '../../../../sandbox/istio/translate/load-assignments/load-assignments';
import { endpointMetadata } from '../../../../sandbox/istio/translate/metadata';
import { at, items, number, text, textMap, texts, type Go } from './go-literal';
import { service, sidecar, snapshotOf } from './mesh';
import { differ, type Table } from './table';

/** Endpoints of a service, by place, as a proxy is told of them that has chosen the networks it hears of. */
export const localityEndpointTables: readonly Table[] = [
  {
    source: 'pilot/pkg/networking/core/cluster_builder_test.go',
    func: 'TestBuildLocalityLbEndpoints',
    check: (row) => {
      if (text(at(row['mesh'], '$call')) === 'withClusterLocalHosts') {
        return 'not simulated: services that stay inside one of several clusters';
      }
      const instances = items(row['instances']);
      const given = service(at(instances[0], 'Service'));
      const spec = { host: given.hostname, subsets: [{ name: 'subset', labels: textMap(row['labels']) }] };
      const rule = {
        apiVersion: 'networking.istio.io/v1',
        kind: 'DestinationRule',
        metadata: { name: 'rule', namespace: given.namespace },
        spec,
      };
      const snapshot = snapshotOf({
        services: [given],
        endpoints: new Map([[`${given.namespace}/${given.hostname}`, instances.map(endpoint)]]),
        features: { dualStack: true },
        ...(row['labels'] === undefined ? {} : { configs: [rule] }),
      });
      const proxy = {
        ip: '10.0.0.1',
        additionalIps: ['2001:db8::1'],
        networkView: ['nw-0', 'nw-1'],
        clusterId: 'cluster-1',
      };
      const context = createContext(snapshot, sidecar(given.namespace, proxy));
      const [port] = given.ports;
      if (port === undefined) return 'a service without ports';
      const subset = context.destinationRule(given)?.subsets[0];
      const found = endpointsFor(context, given, port, {
        subset,
        policy: portPolicy(undefined, port.port, snapshot.mesh),
        looksUpNames: true,
      });
      return differ(
        found.map(({ locality, loadBalancingWeight, lbEndpoints }) => ({
          locality,
          weight: loadBalancingWeight,
          endpoints: lbEndpoints.map(({ address, additionalAddresses, metadata, weight }) => ({
            places: [address, ...(additionalAddresses ?? []).map((one) => one.address)].map(placeOf),
            metadata,
            weight,
          })),
        })),
        items(row['expected']).map((group) => ({
          locality: {
            region: text(at(group, 'Locality', 'Region')),
            zone: text(at(group, 'Locality', 'Zone')),
            subZone: text(at(group, 'Locality', 'SubZone')),
          },
          weight: number(at(group, 'LoadBalancingWeight', 'Value')),
          endpoints: items(at(group, 'LbEndpoints')).map(wanted),
        })),
      );
    },
  },
];

function endpoint(instance: Go): Endpoint {
  const own = at(instance, 'Endpoint');
  const [address = '', ...additionalAddresses] = texts(at(own, 'Addresses'));
  return {
    address,
    additionalAddresses,
    port: number(at(own, 'EndpointPort')),
    servicePort: number(at(instance, 'ServicePort', 'Port')),
    labels: textMap(at(own, 'Labels')),
    namespace: text(at(own, 'Namespace')),
    workload: text(at(own, 'WorkloadName')),
    tlsMode: 'disabled',
    identity: '',
    locality: text(at(own, 'Locality', 'Label')),
    cluster: text(at(own, 'Locality', 'ClusterID')),
    weight: number(at(own, 'LbWeight')),
    network: text(at(own, 'Network')),
  };
}

function wanted(value: Go): object {
  const own = at(value, 'HostIdentifier', 'Endpoint');
  const addresses = [own, ...items(at(own, 'AdditionalAddresses'))].map((one) =>
    at(one, 'Address', 'Address', 'SocketAddress'),
  );
  const [, , workload, namespace, cluster, labels] = items(at(value, 'Metadata', 'args'));
  const facts = {
    workload: text(workload),
    namespace: text(namespace),
    cluster: text(cluster),
    labels: textMap(labels),
  };
  return {
    places: addresses.map((address) => ({
      ip: text(at(address, 'Address')),
      port: number(at(address, 'PortSpecifier', 'PortValue')),
    })),
    metadata: endpointMetadata(facts, false, true),
    weight: number(at(value, 'LoadBalancingWeight', 'Value')),
  };
}
