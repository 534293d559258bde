import type { VirtualHost } from '../config/index';

/** Wildcard domains of one length: the part beside `*` to its virtual host. */
interface WildcardLevel {
  readonly length: number;
  readonly hosts: ReadonlyMap<string, VirtualHost>;
}

/** How a virtual host was found. */
export type DomainMatch = 'exact' | 'suffix wildcard' | 'prefix wildcard' | 'any';

/**
 * The virtual hosts of a route configuration by domain: exact, then `*suffix` longest first, then `prefix*` longest
 * first, then `*` (source/common/router/config_impl.cc, findVirtualHost). The first one declaring a domain owns it.
 */
export class VirtualHostTable {
  readonly #exact = new Map<string, VirtualHost>();
  readonly #suffixes: readonly WildcardLevel[];
  readonly #prefixes: readonly WildcardLevel[];
  readonly #any: VirtualHost | undefined;

  constructor(
    virtualHosts: readonly VirtualHost[],
    private readonly ignorePort: boolean,
  ) {
    const suffixes = new Map<string, VirtualHost>();
    const prefixes = new Map<string, VirtualHost>();
    let any: VirtualHost | undefined;
    for (const host of virtualHosts) {
      for (const written of host.domains) {
        const domain = written.toLowerCase();
        if (domain === '*') any ??= host;
        else if (domain.startsWith('*')) keepFirst(suffixes, domain.slice(1), host);
        else if (domain.endsWith('*')) keepFirst(prefixes, domain.slice(0, -1), host);
        else keepFirst(this.#exact, domain, host);
      }
    }
    this.#suffixes = levels(suffixes);
    this.#prefixes = levels(prefixes);
    this.#any = any;
  }

  /** The virtual host for an authority. */
  find(authority: string): VirtualHost | undefined {
    const host = this.hostOf(authority);
    return (
      this.#exact.get(host) ??
      findWildcard(this.#suffixes, host, (length) => host.slice(-length)) ??
      findWildcard(this.#prefixes, host, (length) => host.slice(0, length)) ??
      this.#any
    );
  }

  /** How the answer of {@link find} was reached. */
  how(authority: string): DomainMatch {
    const host = this.hostOf(authority);
    if (this.#exact.has(host)) return 'exact';
    if (findWildcard(this.#suffixes, host, (length) => host.slice(-length))) return 'suffix wildcard';
    return findWildcard(this.#prefixes, host, (length) => host.slice(0, length)) ? 'prefix wildcard' : 'any';
  }

  /** The text that domains are compared with: lower case, without the port when ports are ignored. */
  hostOf(authority: string): string {
    const host = authority.toLowerCase();
    return this.ignorePort ? withoutPort(host) : host;
  }
}

/** Strips `:8080`; an IPv6 literal keeps its brackets. */
export function withoutPort(host: string): string {
  const colon = host.lastIndexOf(':');
  if (colon < 0 || host.indexOf(']', colon) >= 0) return host;
  for (let i = colon + 1; i < host.length; i++) {
    const unit = host.charCodeAt(i);
    if (unit < 0x30 || unit > 0x39) return host;
  }
  return host.slice(0, colon);
}

function keepFirst(map: Map<string, VirtualHost>, domain: string, host: VirtualHost): void {
  if (!map.has(domain)) map.set(domain, host);
}

function levels(domains: ReadonlyMap<string, VirtualHost>): WildcardLevel[] {
  const byLength = new Map<number, Map<string, VirtualHost>>();
  for (const [domain, host] of domains) {
    const level = byLength.get(domain.length) ?? new Map<string, VirtualHost>();
    byLength.set(domain.length, level.set(domain, host));
  }
  return [...byLength.entries()].sort(([a], [b]) => b - a).map(([length, hosts]) => ({ length, hosts }));
}

/** A wildcard stands for at least one character. */
function findWildcard(
  list: readonly WildcardLevel[],
  host: string,
  part: (length: number) => string,
): VirtualHost | undefined {
  for (const { length, hosts } of list) {
    if (host.length <= length) continue;
    const found = hosts.get(part(length));
    if (found) return found;
  }
  return undefined;
}
