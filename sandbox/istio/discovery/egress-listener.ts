import type { IstioEgressListener } from './api/index';
import {
  excludes,
  importsRoute,
  importsService,
  parseEgressHosts,
  type EgressHosts,
  type HostImports,
} from './egress-hosts';
import { HostIndex, isWildcard } from './host';
import { parseProtocol } from './protocol';
import type { Service } from './service';
import type { ServiceRegistry } from './service-registry';
import type { VirtualService } from './virtual-service';
import type { VirtualServiceIndex } from './virtual-service-index';

/** A Sidecar egress listener with what it imports; without a port it catches all ports. */
export interface EgressListener {
  readonly listener: IstioEgressListener;
  /** True when services are trimmed to the listener's port. */
  readonly matchPort: boolean;
  readonly services: readonly Service[];
  readonly virtualServices: readonly VirtualService[];
  /** For a service host: the VirtualService with the most specific host that covers it. */
  readonly mostSpecific: (hostname: string) => VirtualService | undefined;
}

/** Computes what an egress listener imports (pilot/pkg/model/sidecar.go convertIstioListenerToWrapper). */
export function importEgress(
  listener: IstioEgressListener,
  namespace: string,
  registry: ServiceRegistry,
  virtualServices: VirtualServiceIndex,
): EgressListener {
  const hosts = parseEgressHosts(listener.hosts ?? [], namespace);
  const matchPort =
    listener.port !== undefined &&
    listener.port.number !== 0 &&
    parseProtocol(listener.port.protocol) !== 'HTTP_PROXY';
  const port = matchPort ? listener.port.number : undefined;
  const selected = virtualServices
    .forGateway(namespace, 'mesh')
    .filter((service) => importsVirtualService(hosts, service));
  return {
    listener,
    matchPort,
    services: selectServices(registry.visibleTo(namespace), hosts, namespace, port),
    virtualServices: selected,
    mostSpecific: mostSpecificIndex(selected),
  };
}

/** Whether a listener's hosts cover any host of a VirtualService that they do not exclude. */
export function importsVirtualService(hosts: EgressHosts, service: VirtualService): boolean {
  const own = hosts.byNamespace.get(service.namespace);
  const any = hosts.byNamespace.get('*');
  const gatewaySemantics = service.semantics === 'gateway';
  return service.hosts.some(
    (host) =>
      [own, any].some((imports) => imports !== undefined && importsRoute(imports, host, gatewaySemantics)) &&
      !excludes(own, host) &&
      !excludes(any, host),
  );
}

/**
 * The services that a listener's hosts cover, one namespace per host name.
 * @param port keeps only this port of each
 */
export function selectServices(
  services: readonly Service[],
  hosts: EgressHosts,
  namespace: string,
  port: number | undefined,
): Service[] {
  const any = hosts.byNamespace.get('*');
  const imported: Service[] = [];
  for (const service of services) {
    const own = hosts.byNamespace.get(service.namespace);
    if (excludes(own, service.hostname) || excludes(any, service.hostname)) continue;
    const match = importFrom(own, service, port) ?? importFrom(any, service, port);
    if (match !== undefined) imported.push(match);
  }
  const owners = new Map<string, Service>();
  for (const service of imported) {
    const known = owners.get(service.hostname);
    if (known === undefined || prefers(service, known, namespace)) owners.set(service.hostname, service);
  }
  return imported.filter((service) => owners.get(service.hostname)?.namespace === service.namespace);
}

/** One namespace owns a host name: the client's own, else a Kubernetes service's, else the first one's. */
function prefers(candidate: Service, known: Service, namespace: string): boolean {
  if (candidate.namespace === namespace) return true;
  return (
    known.namespace !== namespace && known.registry !== 'Kubernetes' && candidate.registry === 'Kubernetes'
  );
}

function importFrom(
  imports: HostImports | undefined,
  service: Service,
  port: number | undefined,
): Service | undefined {
  if (imports === undefined || !importsService(imports, service.hostname)) return undefined;
  const aliases = service.aliases.filter((alias) => importsService(imports, alias));
  const trimmed = aliases.length === service.aliases.length ? service : { ...service, aliases };
  if (port === undefined) return trimmed;
  const ports = service.ports.filter((candidate) => candidate.port === port);
  if (ports.length === 0) return undefined;
  return ports.length === service.ports.length ? trimmed : { ...trimmed, ports };
}

/** Finds the first of the VirtualServices with the most specific host that covers a name. */
export function mostSpecificIndex(
  virtualServices: readonly VirtualService[],
): (hostname: string) => VirtualService | undefined {
  const index = new HostIndex<VirtualService>();
  let wildcards = false;
  for (const service of virtualServices) {
    for (const host of service.hosts) {
      wildcards ||= isWildcard(host);
      if (index.get(host) === undefined) index.set(host, service);
    }
  }
  return wildcards ? (hostname) => index.mostSpecific(hostname) : (hostname) => index.get(hostname);
}
