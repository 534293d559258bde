import { compareText } from '../../lib/compare-text';
import type { Destination } from './api/index';
import type { EgressListener } from './egress-listener';
import type { Service } from './service';
import type { ServiceRegistry } from './service-registry';
import type { VirtualService } from './virtual-service';
import { isVisibleTo } from './visibility';

/** Services in scope, one per host name. */
export interface ImportedServices {
  readonly services: Service[];
  readonly byHostname: Map<string, Service>;
}

/** The services egress listeners name, and the destinations of the VirtualServices they import. */
export function collectImported(
  listeners: readonly EgressListener[],
  namespace: string,
  registry: ServiceRegistry,
): ImportedServices {
  const imported: ImportedServices = { services: [], byHostname: new Map() };
  for (const listener of listeners) {
    for (const service of listener.services) addImported(imported, service);
    for (const virtualService of listener.virtualServices) {
      for (const [host, ports] of destinationsOf(virtualService, namespace)) {
        if (imported.byHostname.has(host)) continue;
        const service = pickService(registry.named(host), namespace);
        const trimmed = service && trim(service, ports, listener);
        if (trimmed) addImported(imported, trimmed);
      }
    }
  }
  return imported;
}

/** Adds a service; of two with one host name Kubernetes' wins, else the older, whose ports may be completed. */
export function addImported(imported: ImportedServices, service: Service): void {
  const known = imported.byHostname.get(service.hostname);
  if (known === undefined) {
    imported.services.push(service);
    imported.byHostname.set(service.hostname, service);
    return;
  }
  if (known === service) return;
  const merged = mergeServices(known, service);
  if (merged === known) return;
  imported.services[imported.services.indexOf(known)] = merged;
  imported.byHostname.set(service.hostname, merged);
}

function mergeServices(known: Service, added: Service): Service {
  if (known.registry === 'Kubernetes' && added.registry !== 'Kubernetes') return known;
  if (known.registry !== 'Kubernetes' && added.registry === 'Kubernetes') return added;
  const mergeable =
    known.namespace === added.namespace &&
    known.resolution === added.resolution &&
    equalRecords(known.labels, added.labels) &&
    equalRecords(known.selector ?? {}, added.selector ?? {});
  if (!mergeable) return known;
  const missing = added.ports.filter((port) => !known.ports.some((own) => own.port === port.port));
  return missing.length === 0 ? known : { ...known, ports: [...known.ports, ...missing] };
}

function equalRecords(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

function pickService(byNamespace: ReadonlyMap<string, Service>, namespace: string): Service | undefined {
  const own = byNamespace.get(namespace);
  if (own) return own;
  const visible = [...byNamespace.values()].filter((service) => isVisibleTo(service.exportTo, namespace));
  return visible.sort((a, b) => compareText(a.namespace, b.namespace))[0];
}

function trim(service: Service, ports: ReadonlySet<number>, listener: EgressListener): Service | undefined {
  const wanted = listener.matchPort ? new Set([listener.listener.port?.number ?? 0]) : ports;
  if (wanted.has(0)) return service;
  const kept = service.ports.filter((port) => wanted.has(port.port));
  if (kept.length === 0) return undefined;
  return kept.length === service.ports.length ? service : { ...service, ports: kept };
}

/**
 * Destination hosts and their ports (0 = all ports).
 * @param namespace of the clients: rules for those of other namespaces do not count
 */
export function destinationsOf(service: VirtualService, namespace?: string): Map<string, Set<number>> {
  const result = new Map<string, Set<number>>();
  const add = (destination: Destination | undefined): void => {
    if (destination === undefined) return;
    const ports = result.get(destination.host) ?? new Set<number>();
    ports.add(destination.port?.number ?? 0);
    result.set(destination.host, ports);
  };
  for (const { route } of service.http) {
    const sources = (route.match ?? []).filter((match) => match.sourceNamespace);
    if (
      namespace !== undefined &&
      sources.length > 0 &&
      !sources.some((match) => match.sourceNamespace === namespace)
    )
      continue;
    for (const entry of route.route ?? []) add(entry.destination);
    add(route.mirror);
    for (const mirror of route.mirrors ?? []) add(mirror.destination);
  }
  for (const { route } of [...service.tcp, ...service.tls]) {
    for (const entry of route.route ?? []) add(entry.destination);
  }
  return result;
}
