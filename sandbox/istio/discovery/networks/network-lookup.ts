import { parseCidr, type Cidr } from '../cidr';
import { CLUSTER_ID } from '../cluster-id';
import type { Labels } from '../labels';
import type { MeshNetworks } from './mesh-networks';
import { NETWORK_LABEL } from './network-labels';

interface Range extends Cidr {
  readonly network: string;
}

/** Tells which network a workload is in (pilot/pkg/serviceregistry/kube/controller/controller.go Network). */
export class NetworkLookup {
  /** Widest first: that is the one that counts where several contain an address. */
  readonly #ranges: readonly Range[];
  /** The network that everything of this cluster is in. */
  readonly #ofCluster: string;

  /** @param system the label of istiod's own namespace */
  constructor(
    { networks = {} }: MeshNetworks,
    private readonly system: string,
  ) {
    const entries = Object.entries(networks).map(([network, { endpoints = [] }]) => ({ network, endpoints }));
    this.#ranges = entries
      .flatMap(({ network, endpoints }) =>
        endpoints.flatMap(({ fromCidr = '' }) => {
          const range = parseCidr(fromCidr);
          return range ? [{ ...range, network }] : [];
        }),
      )
      .sort((a, b) => a.prefixLen - b.prefixLen);
    const own = entries.find(({ endpoints }) =>
      endpoints.some(({ fromRegistry }) => fromRegistry === CLUSTER_ID),
    );
    this.#ofCluster = own?.network ?? '';
  }

  /** The network of a workload with these labels at this address; empty when nothing tells. */
  of(labels: Labels, address: string): string {
    return labels[NETWORK_LABEL] || this.system || this.#ofCluster || this.#containing(address);
  }

  #containing(address: string): string {
    if (this.#ranges.length === 0) return '';
    const found = this.#ranges.find(
      ({ prefixLen, masked }) => parseCidr(`${address}/${String(prefixLen)}`)?.masked === masked,
    );
    return found?.network ?? '';
  }
}
