import { compareText } from '../../lib/compare-text';

/** Host names with an optional leading `*`, as Istio compares them (pkg/config/host). `*foo.com` without a dot is legal. */
export function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** True when the two overlap: `*.com` and `foo.com` match either way round. */
export function hostsMatch(a: string, b: string): boolean {
  if (isWildcard(a) && isWildcard(b)) {
    return a.length < b.length ? b.slice(1).endsWith(a.slice(1)) : a.slice(1).endsWith(b.slice(1));
  }
  if (isWildcard(a)) return b.endsWith(a.slice(1));
  if (isWildcard(b)) return a.endsWith(b.slice(1));
  return a === b;
}

/** True when every name `host` stands for is also covered by `other`. */
export function isSubsetOf(host: string, other: string): boolean {
  if (!isWildcard(other)) return host === other;
  if (isWildcard(host) && host.length < other.length) return false;
  return (isWildcard(host) ? host.slice(1) : host).endsWith(other.slice(1));
}

/** Exact names before wildcards, then longer before shorter, then alphabetical. */
export function compareSpecificity(a: string, b: string): number {
  if (isWildcard(a) !== isWildcard(b)) return isWildcard(a) ? 1 : -1;
  return b.length - a.length || compareText(a, b);
}

/** For each overlapping pair the more specific name, in the order of `hosts`; no duplicates. */
export function intersectHosts(hosts: readonly string[], others: readonly string[]): string[] {
  const result = new Set<string>();
  for (const host of hosts) {
    for (const other of others) {
      if (isSubsetOf(host, other)) result.add(host);
      else if (isSubsetOf(other, host)) result.add(other);
    }
  }
  return [...result];
}

/** The hosts of a Gateway server that objects of a namespace may bind: `ns/host` only from `ns`. */
export function hostsForNamespace(hosts: readonly string[], namespace: string): readonly string[] {
  if (!hosts.some((host) => host.includes('/'))) return hosts;
  const result: string[] = [];
  for (const host of hosts) {
    const slash = host.indexOf('/');
    if (slash < 0) {
      result.push(host);
      continue;
    }
    const owner = host.slice(0, slash);
    if (owner === '*' || owner === namespace) result.push(host.slice(slash + 1));
  }
  return result;
}

/** Values keyed by host, found by exact name first, then by the most specific wildcard. */
export class HostIndex<Value> {
  readonly #exact = new Map<string, Value>();
  readonly #wildcards = new Map<string, Value>();

  get(host: string): Value | undefined {
    return (isWildcard(host) ? this.#wildcards : this.#exact).get(host);
  }

  set(host: string, value: Value): void {
    (isWildcard(host) ? this.#wildcards : this.#exact).set(host, value);
  }

  /** The value of the most specific key that covers `host`. Costs the labels of the name, not the size of the index. */
  mostSpecific(host: string): Value | undefined {
    if (!isWildcard(host)) {
      const exact = this.#exact.get(host);
      if (exact !== undefined) return exact;
    }
    if (this.#wildcards.size === 0) return undefined;
    const name = isWildcard(host) ? host.slice(1) : host;
    for (let start = 0; start <= name.length; start++) {
      const value = this.#wildcards.get(`*${name.slice(start)}`);
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
