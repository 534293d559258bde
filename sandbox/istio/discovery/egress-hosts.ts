import { hostsMatch, isSubsetOf, isWildcard } from './host';

/** The `hosts` of a Sidecar egress listener, by namespace (`*` = any): what is imported and what is excluded. */
export interface EgressHosts {
  readonly byNamespace: ReadonlyMap<string, HostImports>;
}

export interface HostImports {
  readonly exact: ReadonlySet<string>;
  readonly all: readonly string[];
  readonly excluded: readonly string[];
}

/** Reads `namespace/host` entries; `.` is the own namespace, a `~` in front of the namespace excludes, alone it does so from all. */
export function parseEgressHosts(hosts: readonly string[], namespace: string): EgressHosts {
  const byNamespace = new Map<string, { exact: Set<string>; all: string[]; excluded: string[] }>();
  for (const entry of hosts) {
    const [owner = '', name, ...rest] = entry.split('/');
    if (name === undefined || rest.length > 0) continue;
    const excluded = owner.startsWith('~');
    const stripped = excluded ? owner.slice(1) || '*' : owner;
    const key = stripped === '.' ? namespace : stripped;
    const imports = byNamespace.get(key) ?? { exact: new Set<string>(), all: [], excluded: [] };
    byNamespace.set(key, imports);
    if (excluded) {
      imports.excluded.push(name);
      continue;
    }
    if (!isWildcard(name)) imports.exact.add(name);
    imports.all.push(name);
  }
  return { byNamespace };
}

/** True when a service's host is covered by an import. */
export function importsService(imports: HostImports, hostname: string): boolean {
  return imports.exact.has(hostname) || imports.all.some((host) => isSubsetOf(hostname, host));
}

/** True when a VirtualService host touches an import; Gateway API routes must lie inside it. */
export function importsRoute(imports: HostImports, host: string, gatewaySemantics: boolean): boolean {
  if (imports.exact.has(host)) return true;
  return imports.all.some((imported) => {
    if (!isWildcard(host) && !isWildcard(imported)) return false;
    return gatewaySemantics ? isSubsetOf(host, imported) : hostsMatch(host, imported);
  });
}

export function excludes(imports: HostImports | undefined, host: string): boolean {
  return imports?.excluded.some((excluded) => isSubsetOf(host, excluded)) ?? false;
}
