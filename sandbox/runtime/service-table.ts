import type { ApiServer } from '../kube/index';
import type { SocketAddress } from '../net/index';
import {
  nameOf,
  SERVICE_NAME_LABEL,
  type EndpointSliceObject,
  type ServiceObject,
  type ServicePort,
} from './objects';

/** What kube-proxy and the cluster DNS know about one Service. */
export interface ServiceEntry {
  readonly object: ServiceObject;
  /** The address, or `None` for a headless service. */
  readonly clusterIP: string;
  readonly headless: boolean;
  readonly loadBalancerIPs: readonly string[];
  /** Ready endpoints of a port, in the order of the slices. */
  endpointsOf(port: ServicePort): readonly SocketAddress[];
  /** Ready pod addresses, for headless DNS answers. */
  readonly addresses: readonly string[];
  /** Addresses of pods that have a name below the service's. */
  readonly hosts: ReadonlyMap<string, string>;
}

/** A virtual address found in the table. */
export interface VirtualAddress {
  readonly service: ServiceEntry;
  readonly port: ServicePort;
  readonly via: 'clusterIP' | 'loadBalancer' | 'nodePort';
}

/** Services and their endpoints, indexed for packets and names; rebuilt when either changes. */
export class ServiceTable {
  readonly #byName = new Map<string, ServiceEntry>();
  readonly #byAddress = new Map<string, Map<number, VirtualAddress>>();
  readonly #loadBalancerIPs = new Set<string>();
  readonly #virtualIPs = new Set<string>();
  #stale = true;
  /** Grows whenever names or addresses may have changed: what caches are checked against. */
  version = 0;

  constructor(
    private readonly api: ApiServer,
    private readonly nodeIP: string,
  ) {
    api.watch(({ object }) => {
      if (object.kind !== 'Service' && object.kind !== 'EndpointSlice') return;
      this.#stale = true;
      this.version++;
    });
  }

  /** By `namespace/name`. */
  byName(name: string): ServiceEntry | undefined {
    this.#refresh();
    return this.#byName.get(name);
  }

  all(): Iterable<ServiceEntry> {
    this.#refresh();
    return this.#byName.values();
  }

  /** The service port behind an address; undefined when no service has it. */
  at({ ip, port }: SocketAddress): VirtualAddress | undefined {
    this.#refresh();
    return this.#byAddress.get(ip)?.get(port);
  }

  /** True for an address that belongs to a service, whatever its ports. */
  isVirtual(ip: string): boolean {
    this.#refresh();
    return this.#virtualIPs.has(ip);
  }

  /** True for an address that a load balancer answers on. */
  isLoadBalancer(ip: string): boolean {
    this.#refresh();
    return this.#loadBalancerIPs.has(ip);
  }

  #refresh(): void {
    if (!this.#stale) return;
    this.#stale = false;
    this.#byName.clear();
    this.#byAddress.clear();
    this.#virtualIPs.clear();
    this.#loadBalancerIPs.clear();
    const slices = this.#slicesByService();
    for (const object of this.api.list('Service') as readonly ServiceObject[]) {
      const entry = entryOf(object, slices.get(nameOf(object)) ?? []);
      this.#byName.set(nameOf(object), entry);
      for (const port of object.spec?.ports ?? []) this.#indexPort(entry, port);
    }
  }

  #indexPort(service: ServiceEntry, port: ServicePort): void {
    const add = (ip: string, number: number, via: VirtualAddress['via']): void => {
      const ports = this.#byAddress.get(ip) ?? new Map<number, VirtualAddress>();
      this.#byAddress.set(ip, ports.set(number, { service, port, via }));
      if (via === 'loadBalancer') this.#loadBalancerIPs.add(ip);
      if (via !== 'nodePort') this.#virtualIPs.add(ip);
    };
    const { clusterIPs = [service.clusterIP] } = service.object.spec ?? {};
    if (!service.headless) for (const ip of clusterIPs) if (ip !== '') add(ip, port.port, 'clusterIP');
    for (const ip of service.loadBalancerIPs) add(ip, port.port, 'loadBalancer');
    if (port.nodePort !== undefined && port.nodePort > 0) add(this.nodeIP, port.nodePort, 'nodePort');
  }

  #slicesByService(): Map<string, EndpointSliceObject[]> {
    const byService = new Map<string, EndpointSliceObject[]>();
    for (const slice of this.api.list('EndpointSlice') as readonly EndpointSliceObject[]) {
      const service = slice.metadata.labels?.[SERVICE_NAME_LABEL];
      if (service === undefined) continue;
      const name = `${slice.metadata.namespace ?? ''}/${service}`;
      const list = byService.get(name);
      if (list) list.push(slice);
      else byService.set(name, [slice]);
    }
    return byService;
  }
}

function entryOf(object: ServiceObject, slices: readonly EndpointSliceObject[]): ServiceEntry {
  const clusterIP = object.spec?.clusterIP ?? '';
  const ingress = object.status?.loadBalancer?.ingress ?? [];
  const byPortName = new Map<string, SocketAddress[]>();
  const addresses = new Set<string>();
  const hosts = new Map<string, string>();
  for (const slice of slices) {
    for (const endpoint of slice.endpoints ?? []) {
      if (endpoint.conditions?.ready === false) continue;
      for (const ip of endpoint.addresses) {
        addresses.add(ip);
        if (endpoint.hostname !== undefined) hosts.set(endpoint.hostname, ip);
        for (const { name = '', port } of slice.ports ?? []) {
          if (port === undefined) continue;
          const list = byPortName.get(name) ?? [];
          list.push({ ip, port });
          byPortName.set(name, list);
        }
      }
    }
  }
  return {
    object,
    clusterIP,
    headless: clusterIP === 'None',
    loadBalancerIPs: ingress.flatMap(({ ip }) => (ip === undefined ? [] : [ip])),
    endpointsOf: (port) => byPortName.get(port.name ?? '') ?? [],
    addresses: [...addresses],
    hosts,
  };
}
