import { isIpAddress } from '../lib/ip-address';
import { CLUSTER_DOMAIN, isSearchedFirst, searchPath } from './dns';
import { LocalDns, type NameTable } from './local-dns';
import type { PodObject } from './objects';
import { proxyVariable } from './proxy-container';

/** Names as processes of a pod resolve them: its sidecar's agent is asked first where it captures DNS. */
export class PodResolver {
  readonly #captures: boolean;
  #table: NameTable | undefined;
  #dns: LocalDns | undefined;
  #turn = 0;

  constructor(
    pod: PodObject,
    private readonly namespace: string,
    /** The hosts that the agent was told of, once it was. */
    private readonly namesOf: () => NameTable | undefined,
    private readonly upstream: (host: string) => string | undefined,
  ) {
    this.#captures = capturesDns(pod);
  }

  resolve(host: string): string | undefined {
    if (!this.#captures || isIpAddress(host)) return this.upstream(host);
    return this.#askAgent(host) ?? this.upstream(host);
  }

  /** Of several addresses each in turn. */
  #askAgent(host: string): string | undefined {
    const dns = this.#current();
    if (dns === undefined) return undefined;
    for (const question of this.#questions(host, dns)) {
      const answers = dns.lookUp(question, 'A') ?? [];
      const addresses = answers.filter(({ type }) => type === 'A');
      if (addresses.length > 0) return addresses[this.#turn++ % addresses.length]?.value;
    }
    return undefined;
  }

  #current(): LocalDns | undefined {
    const table = this.namesOf();
    if (table === undefined) return undefined;
    if (table !== this.#table || this.#dns === undefined) {
      const { namespace } = this;
      const place = { namespace, domain: `svc.${CLUSTER_DOMAIN}`, search: searchPath(namespace) };
      this.#table = table;
      this.#dns = new LocalDns(table, place);
    }
    return this.#dns;
  }

  #questions(host: string, { place }: LocalDns): readonly string[] {
    if (host.endsWith('.')) return [host];
    const searched = place.search.map((suffix) => `${host}.${suffix}.`);
    return isSearchedFirst(host) ? [...searched, `${host}.`] : [`${host}.`, ...searched];
  }
}

/** Whether the sidecar of a pod answers DNS itself. https://istio.io/latest/docs/ops/configuration/traffic-management/dns-proxy/ */
function capturesDns({ spec }: PodObject): boolean {
  return proxyVariable(spec, 'ISTIO_META_DNS_CAPTURE') === 'true';
}
