/** A host that a proxy's agent answers for. */
export interface NameRecord {
  readonly ips: readonly string[];
  /** Services of Kubernetes have shorter names too. */
  readonly kubernetes: boolean;
  readonly namespace: string;
  readonly shortName: string;
  readonly altHosts?: readonly string[];
}

/** By host name. */
export type NameTable = ReadonlyMap<string, NameRecord>;

/** The pod whose questions are answered. */
export interface DnsPlace {
  readonly namespace: string;
  /** `svc.cluster.local`. */
  readonly domain: string;
  /** What a resolver appends to names, in its order. */
  readonly search: readonly string[];
}

export type AddressType = 'A' | 'AAAA';

export interface DnsAnswer {
  readonly type: AddressType | 'CNAME';
  readonly name: string;
  /** An address, or for CNAME another name. */
  readonly value: string;
}

/**
 * The DNS server of a proxy's agent, which answers for the hosts that istiod told it of and passes everything else on
 * (pkg/dns/client). https://istio.io/latest/docs/ops/configuration/traffic-management/dns-proxy/
 */
export class LocalDns {
  readonly #addresses = new Map<string, readonly string[]>();
  readonly #targets = new Map<string, string>();

  constructor(
    table: NameTable,
    readonly place: DnsPlace,
  ) {
    for (const [host, record] of table) {
      if (record.ips.length === 0) continue;
      const names = alternateHosts(host, record, place);
      for (const name of names) this.#add(name.toLowerCase(), record.ips, names);
    }
  }

  /**
   * What is said of a name that ends with a dot; undefined when the name is not known here.
   * An empty list: the name exists, but has no address of that kind.
   */
  lookUp(question: string, type: AddressType): readonly DnsAnswer[] | undefined {
    const asked = question.toLowerCase();
    const known = this.#isKnown(asked) ? asked : this.#wildcardOf(asked);
    if (known === undefined) return undefined;
    const target = this.#targets.get(known);
    const ips = (this.#addresses.get(target ?? known) ?? []).filter(
      (ip) => ip.includes(':') === (type === 'AAAA'),
    );
    if (ips.length === 0) return [];
    const name = target ?? asked;
    const addresses = ips.map((value): DnsAnswer => ({ type, name, value }));
    return target === undefined ? addresses : [{ type: 'CNAME', name: asked, value: target }, ...addresses];
  }

  #add(name: string, ips: readonly string[], alternatives: ReadonlySet<string>): void {
    this.#addresses.set(name, ips);
    const [first] = this.place.search;
    if (first === undefined || name.endsWith(`${first}.`)) return;
    const expanded = `${name}${first}.`.toLowerCase();
    if (!alternatives.has(expanded)) this.#targets.set(expanded, name);
  }

  #isKnown(name: string): boolean {
    return this.#addresses.has(name) || this.#targets.has(name);
  }

  /** The longest `*.` that covers a name. */
  #wildcardOf(name: string): string | undefined {
    const labels = name.split('.').slice(0, -1);
    return labels
      .map((_, index) => `*.${labels.slice(index + 1).join('.')}.`)
      .find((candidate) => this.#isKnown(candidate));
  }
}

/** Every name of a host, each with a dot at its end. */
export function alternateHosts(host: string, record: NameRecord, place: DnsPlace): ReadonlySet<string> {
  const { kubernetes, namespace, shortName, altHosts = [] } = record;
  if (!kubernetes) return new Set([host.endsWith('.') ? host : `${host}.`]);
  if (host.endsWith('.')) return new Set();
  // Of a cluster with another domain: shorter names would be ambiguous.
  if (place.domain === '' || !host.endsWith(place.domain)) return new Set([`${host}.`]);
  const [first = ''] = place.domain.split('.');
  return new Set([
    `${host}.`,
    `${shortName}.${namespace}.`,
    ...(place.namespace === namespace ? [`${shortName}.`] : []),
    `${shortName}.${namespace}.${first}.`,
    ...altHosts.map((other) => `${other}.`),
  ]);
}
