import type { RandomStream } from '../sim/index';
import type { ServiceTable } from './service-table';

export const CLUSTER_DOMAIN = 'cluster.local';
/** A name with fewer dots than this is tried with the search path first. */
const NDOTS = 5;
const ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$/;

/** Names outside the cluster: host name (lower case) → address. */
export type HostTable = (host: string) => string | undefined;

/**
 * The cluster's DNS as a pod sees it: search path `<ns>.svc.cluster.local svc.cluster.local cluster.local`, ndots 5.
 * Hosts of VirtualServices and ServiceEntries make no names.
 */
export class ClusterDns {
  constructor(
    private readonly services: ServiceTable,
    private readonly outside: HostTable,
    private readonly random: RandomStream,
  ) {}

  /** The address of a name asked from a pod of `namespace`; undefined when there is none (NXDOMAIN). */
  resolve(host: string, namespace: string): string | undefined {
    if (ADDRESS.test(host)) return host;
    const name = host.toLowerCase();
    if (name === 'localhost') return '127.0.0.1';
    if (name.endsWith('.')) return this.#lookUp(name.slice(0, -1));
    const searched = this.#search(name, namespace);
    return searched ?? this.#lookUp(name);
  }

  #search(name: string, namespace: string): string | undefined {
    if (name.split('.').length - 1 >= NDOTS) return undefined;
    for (const suffix of [`${namespace}.svc.${CLUSTER_DOMAIN}`, `svc.${CLUSTER_DOMAIN}`, CLUSTER_DOMAIN]) {
      const address = this.#inCluster(`${name}.${suffix}`);
      if (address !== undefined) return address;
    }
    return undefined;
  }

  #lookUp(name: string): string | undefined {
    return this.#inCluster(name) ?? this.outside(name);
  }

  /** `[<pod>.]<service>.<namespace>.svc.cluster.local`. */
  #inCluster(name: string): string | undefined {
    const suffix = `.svc.${CLUSTER_DOMAIN}`;
    if (!name.endsWith(suffix)) return undefined;
    const labels = name.slice(0, -suffix.length).split('.');
    if (labels.length !== 2) return undefined;
    const [service = '', namespace = ''] = labels;
    const entry = this.services.byName(`${namespace}/${service}`);
    if (entry === undefined) return undefined;
    const { externalName } = entry.object.spec ?? {};
    if (externalName !== undefined && externalName !== '') return this.#lookUp(externalName.toLowerCase());
    if (!entry.headless) return entry.clusterIP === '' ? undefined : entry.clusterIP;
    return entry.addresses[entry.addresses.length < 2 ? 0 : this.random.below(entry.addresses.length)];
  }
}
