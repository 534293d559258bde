import type { KubeObject } from '../../../kube/index';
import { CLUSTER_ID } from '../cluster-id';
import { isAutoPassthrough } from '../gateway-api/auto-passthrough';
import type { KubeGatewaySpec, KubeServiceSpec, KubeServiceStatus } from '../api/index';
import type { MeshConfig } from '../mesh-config';
import type { ObjectReader } from '../object-reader';
import { isIpAddress } from '../../../lib/ip-address';
import { serviceHostname } from '../short-name';
import type { SnapshotInput } from '../snapshot-input';
import type { MeshNetworks } from './mesh-networks';
import { NetworkGateways, type NetworkGateway } from './network-gateways';
import { DEFAULT_GATEWAY_PORT, GATEWAY_PORT_LABEL, NETWORK_LABEL } from './network-labels';
import { NetworkLookup } from './network-lookup';

/** What is known of the networks of a mesh. */
export interface Networks {
  readonly lookup: NetworkLookup;
  /** Those with an IP address: only addresses are sent to proxies. */
  readonly gateways: NetworkGateways;
  /** Those with a name as well, for clusters that look up names. */
  readonly namedGateways: NetworkGateways;
  /** The ranges of addresses that belong to networks. */
  readonly ranges: readonly string[];
}

const NONE: MeshNetworks = {};

/** Reads the networks of a mesh and the gateways between; the same object as long as nothing of it changes. */
export function readNetworks(input: SnapshotInput, reader: ObjectReader, mesh: MeshConfig): Networks {
  const { meshNetworks = NONE } = input;
  const system = input.list('Namespace').find(({ metadata }) => metadata.name === mesh.rootNamespace);
  const own = labelOf(system);
  const named = servicesNamed(meshNetworks);
  const services = input
    .list('Service')
    .filter((object) => labelOf(object) !== '' || named.has(hostnameOf(object, reader.clusterDomain)));
  const gateways = input
    .list('Gateway')
    .filter(({ apiVersion }) => apiVersion.startsWith('gateway.networking.k8s.io/'))
    .filter((object) => labelOf(object) !== '');
  return reader.sections.reuse(
    'networks',
    [meshNetworks, own, services.length, ...services, ...gateways],
    () => {
      const found = [
        ...listedGateways(meshNetworks),
        ...services.flatMap((object) =>
          serviceGateways(object, named.get(hostnameOf(object, reader.clusterDomain))),
        ),
        ...gateways.flatMap(resourceGateways),
      ];
      return {
        lookup: new NetworkLookup(meshNetworks, own),
        gateways: new NetworkGateways(found.filter(({ address }) => isIpAddress(address))),
        namedGateways: new NetworkGateways(found),
        ranges: Object.values(meshNetworks.networks ?? {}).flatMap(({ endpoints = [] }) =>
          endpoints.flatMap(({ fromCidr }) => (fromCidr ? [fromCidr] : [])),
        ),
      };
    },
  );
}

function labelOf(object: KubeObject | undefined): string {
  return object?.metadata.labels?.[NETWORK_LABEL] ?? '';
}

function hostnameOf({ metadata }: KubeObject, clusterDomain: string): string {
  return serviceHostname(metadata.name, metadata.namespace ?? '', clusterDomain);
}

/** Gateways whose address the mesh's networks say. */
function listedGateways({ networks = {} }: MeshNetworks): NetworkGateway[] {
  return Object.entries(networks).flatMap(([network, { gateways = [] }]) =>
    gateways.flatMap(({ address, port = 0 }) => (address ? [{ network, cluster: '', address, port }] : [])),
  );
}

/** A gateway without its address. */
type Door = Omit<NetworkGateway, 'address'>;

/** By host name, the doors that services are to networks of which this cluster is a part. */
function servicesNamed({ networks = {} }: MeshNetworks): ReadonlyMap<string, readonly Door[]> {
  const result = new Map<string, Door[]>();
  for (const [network, { endpoints = [], gateways = [] }] of Object.entries(networks)) {
    if (!endpoints.some(({ fromRegistry }) => fromRegistry === CLUSTER_ID)) continue;
    for (const { registryServiceName, port = 0 } of gateways) {
      if (!registryServiceName) continue;
      const doors = result.get(registryServiceName) ?? [];
      result.set(registryServiceName, [...doors, { network, cluster: CLUSTER_ID, port }]);
    }
  }
  return result;
}

/** A service is a gateway by its label, if it has the port, or because the mesh's networks name it. */
function serviceGateways(object: KubeObject, named: readonly Door[] = []): NetworkGateway[] {
  const { ports = [], externalIPs = [], type } = (object.spec ?? {}) as KubeServiceSpec;
  const { loadBalancer } = (object.status ?? {}) as KubeServiceStatus;
  const ingress = type === 'LoadBalancer' ? (loadBalancer?.ingress ?? []) : [];
  const addresses = [...ingress.map(({ ip, hostname }) => ip ?? hostname ?? ''), ...externalIPs].filter(
    Boolean,
  );
  const network = labelOf(object);
  const port = portOf(object);
  const labelled = ports.some((one) => one.port === port) ? [{ network, cluster: CLUSTER_ID, port }] : [];
  const doors = network === '' ? named : labelled;
  return addresses.flatMap((address) => doors.map((door) => ({ ...door, address })));
}

function portOf({ metadata }: KubeObject): number {
  const port = Number(metadata.labels?.[GATEWAY_PORT_LABEL] ?? DEFAULT_GATEWAY_PORT);
  return Number.isInteger(port) ? port : DEFAULT_GATEWAY_PORT;
}

/** A Gateway of Gateway API is one with its own addresses and every listener that passes connections on. */
function resourceGateways(object: KubeObject): NetworkGateway[] {
  const { addresses = [], listeners = [] } = (object.spec ?? {}) as Partial<KubeGatewaySpec>;
  const passing = listeners.filter((listener) => isAutoPassthrough(object.metadata.labels ?? {}, listener));
  return addresses
    .filter(({ type }) => type === 'IPAddress' || type === 'Hostname')
    .flatMap(({ value = '' }) =>
      passing.map(({ port = 0 }) => ({
        network: labelOf(object),
        cluster: CLUSTER_ID,
        address: value,
        port,
      })),
    );
}
