/** Hosts that a gateway's server asks for on one port, and the address it binds to. */
export interface Request {
  readonly gateway: string;
  readonly hosts: readonly string[];
  readonly bind: string;
}

/** What one gateway holds on a port: its own hosts, and what it was told of others. */
interface Claim {
  readonly gateway: string;
  readonly binds: Map<string, string>;
  /** How many of the granted requests it was told of. */
  told: number;
}

/** Asked for by several gateways. */
const SEVERAL = Symbol('several gateways');

/**
 * Who holds which hosts on one port of the pods of one selector. Like istioctl, a host that was free counts as taken
 * from then on, in the eyes of every other gateway: a third one is told of both others. Gateways hear of that when it
 * matters to them, so that a thousand of them with hosts of their own cost a thousand steps.
 */
export class PortClaims {
  readonly #claims = new Map<string, Claim>();
  readonly #granted: Request[] = [];
  readonly #holders = new Map<string, string | typeof SEVERAL>();

  /** A gateway's servers of one port: the last one counts. */
  claim({ gateway, hosts, bind }: Request): void {
    this.#claims.set(gateway, { gateway, binds: new Map(hosts.map((host) => [host, bind])), told: 0 });
    for (const host of hosts) {
      const key = keyOf(host, bind);
      const holder = this.#holders.get(key) ?? gateway;
      this.#holders.set(key, holder === gateway ? gateway : SEVERAL);
    }
  }

  /** The other gateways that hold any of the hosts; those that hold none remember them as taken. */
  take(request: Request): readonly string[] {
    const { gateway, hosts, bind } = request;
    const isContested = hosts.some((host) => {
      const holder = this.#holders.get(keyOf(host, bind));
      return holder !== undefined && holder !== gateway;
    });
    for (const host of hosts) this.#holders.set(keyOf(host, bind), SEVERAL);
    if (!isContested) {
      this.#granted.push(request);
      return [];
    }
    return [...this.#claims.values()].flatMap((claim) => {
      if (claim.gateway === gateway) return [];
      this.#tell(claim);
      if (hosts.some((host) => claim.binds.get(host) === bind)) return [claim.gateway];
      for (const host of hosts) claim.binds.set(host, bind);
      return [];
    });
  }

  #tell(claim: Claim): void {
    for (const { gateway, hosts, bind } of this.#granted.slice(claim.told)) {
      if (gateway !== claim.gateway) for (const host of hosts) claim.binds.set(host, bind);
    }
    claim.told = this.#granted.length;
  }
}

function keyOf(host: string, bind: string): string {
  return `${bind} ${host}`;
}
