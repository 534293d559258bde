import { compareText } from '../../../lib/compare-text';
import { groupBy } from '../../../lib/group-by';

/** Who lets connections from other networks in, told apart by their SNI. */
export interface NetworkGateway {
  readonly network: string;
  /** Empty when the mesh's networks name it. */
  readonly cluster: string;
  /** An IP address, or a name. */
  readonly address: string;
  readonly port: number;
}

/** The gateways between networks (pilot/pkg/model/network.go). */
export class NetworkGateways {
  readonly all: readonly NetworkGateway[];
  /**
   * What endpoints' weights are multiplied with, so that they can be divided among the gateways of any network: the least
   * common multiple of their numbers.
   */
  readonly weightScale: number;
  readonly #byNetwork: ReadonlyMap<string, readonly NetworkGateway[]>;

  constructor(gateways: readonly NetworkGateway[]) {
    const unique = new Map(gateways.map((gateway) => [keyOf(gateway), gateway]));
    this.all = sortGateways([...unique.values()]);
    this.#byNetwork = groupBy(this.all, ({ network }) => network);
    const byCluster = groupBy(this.all, ({ network, cluster }) => `${network}|${cluster}`);
    const numbers = [...this.#byNetwork.values(), ...byCluster.values()].map(({ length }) => length);
    this.weightScale = numbers.reduce(leastCommonMultiple, 1);
  }

  /** Whether networks matter at all. */
  get isMultiNetwork(): boolean {
    return this.all.length > 0;
  }

  /** The gateways to a network: those in the endpoint's own cluster where there are any. */
  to(network: string, cluster: string): readonly NetworkGateway[] {
    const gateways = this.#byNetwork.get(network) ?? [];
    const near = gateways.filter((gateway) => gateway.cluster === cluster);
    return near.length > 0 ? near : gateways;
  }
}

/** By address, then by port. */
export function sortGateways(gateways: readonly NetworkGateway[]): NetworkGateway[] {
  return [...gateways].sort((a, b) => compareText(a.address, b.address) || a.port - b.port);
}

function keyOf({ network, cluster, address, port }: NetworkGateway): string {
  return [network, cluster, address, port].join('|');
}

function leastCommonMultiple(a: number, b: number): number {
  return (a * b) / greatestCommonDivisor(a, b);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
