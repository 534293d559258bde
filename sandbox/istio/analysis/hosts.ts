import { memoByObject } from '../../lib/memo';
import type { AnalysisContext } from './context';
import type { Field } from '../kinds/field';

/** A service as seen from configuration: from a Service or a ServiceEntry. */
export interface KnownHost {
  readonly ports: readonly number[];
  /** Labels that pods of the service must carry, when a ServiceEntry selects workloads. */
  readonly workloadLabels: Readonly<Record<string, string>>;
}

/** Hosts under the scopes they are exported to; a scope is a namespace or `*`. */
export class KnownHosts {
  readonly #exact = new Map<string, KnownHost>();
  readonly #wildcards = new Map<
    string,
    { readonly scope: string; readonly host: string; readonly known: KnownHost }
  >();

  /** The last one of a name counts. */
  add(scope: string, host: string, known: KnownHost): void {
    const key = `${scope}/${host}`;
    this.#exact.set(key, known);
    if (host.startsWith('*')) this.#wildcards.set(key, { scope, host, known });
  }

  /** Finds the host that an object of a namespace means; wildcards are tried last. */
  find(namespace: string, exportTo: readonly string[], host: string): KnownHost | undefined {
    const name = fullHost(namespace, host);
    const everywhere = this.#exact.get(`*/${name}`);
    if (everywhere) return everywhere;
    const scopes = exportTo.length === 0 ? ['.'] : exportTo;
    for (const scope of scopes) {
      const found = this.#exact.get(`${scope === '.' ? namespace : scope}/${name}`);
      if (found) return found;
    }
    const ending = host.replace(/^\*/, '');
    for (const { scope, host: declared, known } of this.#wildcards.values()) {
      if ((scope === '*' || scope === namespace) && ending.endsWith(declared.slice(1))) return known;
    }
    return undefined;
  }
}

/** A short name in full; wildcards and names with a dot stay as they are. */
export function fullHost(namespace: string, host: string): string {
  return host.startsWith('*') || host.includes('.') ? host : `${host}.${namespace}.svc.cluster.local`;
}

/** `namespace/name` of the service that a host means, as far as its name tells. */
export function serviceNameOf(namespace: string, host: string): string {
  const match = /^(.+)\.(.+)\.svc\.cluster\.local$/.exec(host);
  return match ? `${match[2] ?? ''}/${match[1] ?? ''}` : `${namespace}/${host}`;
}

/** Every host that Services and ServiceEntries declare, under the scopes they are exported to. */
export const knownHosts = memoByObject((context: AnalysisContext): KnownHosts => {
  const hosts = new KnownHosts();
  for (const entry of context.all('ServiceEntry')) {
    const known: KnownHost = {
      ports: entry.spec.at('ports').items.map((port) => port.at('number').number),
      workloadLabels: entry.spec.at('workloadSelector').at('labels').textMap,
    };
    for (const host of entry.spec.at('hosts').texts) {
      for (const scope of scopesOf(entry.spec.at('exportTo'), entry.namespace)) {
        hosts.add(scope, fullHost(entry.namespace, host), known);
      }
    }
  }
  for (const service of context.all('Service')) {
    const ports = service.spec.at('ports').items.map((port) => port.at('port').number);
    const annotation = service.annotations['networking.istio.io/exportTo'] ?? '';
    const exported = annotation === '' ? ['*'] : annotation.split(',').map((scope) => scope.trim());
    for (const scope of exported) {
      const namespace = scope === '.' ? service.namespace : scope;
      hosts.add(namespace, fullHost(service.namespace, service.name), { ports, workloadLabels: {} });
    }
  }
  return hosts;
});

/** Namespaces that `exportTo` names; `*` for all. */
export function scopesOf(exportTo: Field, namespace: string): readonly string[] {
  const scopes = exportTo.texts;
  if (scopes.length === 0 || scopes.includes('*')) return ['*'];
  return [...new Set(scopes.map((scope) => (scope === '.' ? namespace : scope)))];
}
