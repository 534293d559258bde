import { memoByObject } from '../../lib/memo';
import type { Labels } from './labels';
import type { Protocol } from './protocol';
import type { Visibility } from './visibility';
import type { Config } from './config';

/** How clients of a service find its endpoints (pilot/pkg/model Resolution). */
export type Resolution =
  | 'clientSideLB'
  | 'dnsLB'
  | 'dnsRoundRobinLB'
  | 'passthrough'
  | 'dynamicDNS'
  /** A Kubernetes ExternalName service: another name of a concrete service. */
  | 'alias';

/** Which endpoints of a service are preferred. */
export type TrafficDistribution = 'PreferSameZone' | 'PreferSameNode';

/** The address of services without one. */
export const UNSPECIFIED_IP = '0.0.0.0';

/** A service of the mesh, whatever registry declared it. */
export interface Service {
  readonly hostname: string;
  readonly namespace: string;
  readonly name: string;
  readonly registry: 'Kubernetes' | 'External';
  readonly creationTimestamp: string;
  /** ClusterIP, ServiceEntry address (may be a CIDR), or {@link UNSPECIFIED_IP}. */
  readonly address: string;
  /** By cluster, the addresses that a Kubernetes service has there: two where it is of both families. */
  readonly clusterVips?: Readonly<Record<string, readonly string[]>>;
  /** Addresses that istiod chose because it has none, for proxies that answer DNS themselves. */
  readonly autoAllocated?: readonly string[];
  readonly ports: readonly ServicePortModel[];
  readonly resolution: Resolution;
  readonly meshExternal: boolean;
  readonly exportTo: Visibility;
  readonly labels: Labels;
  /** Labels of its pods or WorkloadEntries. */
  readonly selector?: Labels;
  /** Where its clients are sent first; what is absent is left to the mesh. */
  readonly trafficDistribution?: TrafficDistribution;
  /** Where its name stands for several addresses, connections to all are tried and the first one made is used. */
  readonly racesConnections?: boolean;
  /** Where an alias points. */
  readonly externalName?: string;
  /** Host names of the aliases that point here. */
  readonly aliases: readonly string[];
  /** Accepted identities beyond those of its endpoints. */
  readonly subjectAltNames: readonly string[];
  /** The object that declared it. */
  readonly config: Config<unknown>;
}

export interface ServicePortModel {
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** A number, a container port's name, or undefined for "the same". */
  readonly targetPort?: number | string;
  /** `spec.ports[0]` in the declaring object. */
  readonly path: string;
}

/** `namespace/hostname`: what endpoints are filed under. */
export const serviceKey = memoByObject(
  ({ namespace, hostname }: Pick<Service, 'namespace' | 'hostname'>) => `${namespace}/${hostname}`,
);

/** The port that clients reach over TCP by this number. */
export function portOf(service: Service, port: number): ServicePortModel | undefined {
  return service.ports.find((candidate) => candidate.port === port && candidate.protocol !== 'UDP');
}
