import { isIpAddress } from '../lib/ip-address';
import type { RandomStream } from '../sim/index';
import type { ServiceTable } from './service-table';

export const CLUSTER_DOMAIN = 'cluster.local';
/** A name with fewer dots than this is tried with the search path first. */
const NDOTS = 5;

/** What the resolver of a pod appends to names, in its order (`search` of its /etc/resolv.conf). */
export function searchPath(namespace: string): readonly string[] {
  return [`${namespace}.svc.${CLUSTER_DOMAIN}`, `svc.${CLUSTER_DOMAIN}`, CLUSTER_DOMAIN];
}

/** Whether a name is tried with the search path before it is tried as it is. */
export function isSearchedFirst(name: string): boolean {
  return name.split('.').length - 1 < NDOTS;
}

/** Names outside the cluster: host name (lower case) → address. */
export type HostTable = (host: string) => string | undefined;

/** An answer; a stable one holds until services change. */
interface Answer {
  readonly address: string | undefined;
  readonly stable: boolean;
}

/**
 * The cluster's DNS as a pod sees it: search path `<ns>.svc.cluster.local svc.cluster.local cluster.local`, ndots 5.
 * Hosts of VirtualServices and ServiceEntries make no names.
 */
export class ClusterDns {
  /** By namespace and name. */
  readonly #answers = new Map<string, Map<string, string>>();
  #version = -1;

  constructor(
    private readonly services: ServiceTable,
    private readonly outside: HostTable,
    private readonly random: RandomStream,
  ) {}

  /** The address of a name asked from a pod of `namespace`; undefined when there is none (NXDOMAIN). */
  resolve(host: string, namespace: string): string | undefined {
    if (this.#version !== this.services.version) {
      this.#version = this.services.version;
      this.#answers.clear();
    }
    const known = this.#answers.get(namespace)?.get(host);
    if (known !== undefined) return known;
    const answer = this.#ask(host, namespace);
    if (answer.stable && answer.address !== undefined) this.#remember(namespace, host, answer.address);
    return answer.address;
  }

  #remember(namespace: string, host: string, address: string): void {
    const ofNamespace = this.#answers.get(namespace);
    if (ofNamespace === undefined) this.#answers.set(namespace, new Map([[host, address]]));
    else ofNamespace.set(host, address);
  }

  #ask(host: string, namespace: string): Answer {
    if (isIpAddress(host)) return { address: host, stable: true };
    const name = host.toLowerCase();
    if (name === 'localhost') return { address: '127.0.0.1', stable: true };
    if (name.endsWith('.')) return this.#lookUp(name.slice(0, -1));
    return this.#search(name, namespace) ?? this.#lookUp(name);
  }

  #search(name: string, namespace: string): Answer | undefined {
    if (!isSearchedFirst(name)) return undefined;
    for (const suffix of searchPath(namespace)) {
      const answer = this.#inCluster(`${name}.${suffix}`);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  #lookUp(name: string): Answer {
    return this.#inCluster(name) ?? { address: this.outside(name), stable: false };
  }

  /** `[<pod>.]<service>.<namespace>.svc.cluster.local`. */
  #inCluster(name: string): Answer | undefined {
    const suffix = `.svc.${CLUSTER_DOMAIN}`;
    if (!name.endsWith(suffix)) return undefined;
    const labels = name.slice(0, -suffix.length).split('.');
    if (labels.length !== 2 && labels.length !== 3) return undefined;
    const [service = '', namespace = ''] = labels.slice(-2);
    const entry = this.services.byName(`${namespace}/${service}`);
    if (entry === undefined) return undefined;
    if (labels.length === 3)
      return entry.headless ? { address: entry.hosts.get(labels[0] ?? ''), stable: false } : undefined;
    const { externalName } = entry.object.spec ?? {};
    if (externalName !== undefined && externalName !== '') return this.#lookUp(externalName.toLowerCase());
    if (!entry.headless)
      return entry.clusterIP === '' ? undefined : { address: entry.clusterIP, stable: true };
    const { addresses } = entry;
    return {
      address: addresses[addresses.length < 2 ? 0 : this.random.below(addresses.length)],
      stable: false,
    };
  }
}
