import type { Route } from '../../../envoy/config/index';
import type { Origin } from '../../../lib/origin';
import {
  hostsMatch,
  isHttpOrSniffed,
  isWildcard,
  originOf,
  type EgressListener,
  type Service,
  type ServicePortModel,
  type VirtualService,
} from '../../discovery/index';
import { outboundCluster } from '../cluster-name';
import type { Context } from '../context';
import { defaultRoute } from '../routes/default-route';
import { hashForService, toHashPolicy } from '../routes/hash-policy';
import { translateHttpRoutes } from '../routes/http-routes';
import { translateRetries } from '../routes/retry-policy';

/** Routes and the hosts they are for, before domains are handed out. */
export interface HostRoutes {
  readonly services: readonly PortService[];
  /** Hosts of a VirtualService that are no services. */
  readonly otherHosts: readonly string[];
  readonly routes: readonly Route[];
  readonly origin: Origin;
  /** Whose routes these are; undefined for a service's own. */
  readonly virtualService?: VirtualService;
}

/** A service and the port in question. */
export interface PortService {
  readonly service: Service;
  readonly port: ServicePortModel;
}

/** Groups what a listener imports on one port: VirtualServices by age first, then the services they left over. */
export function hostRoutes(
  context: Context,
  egress: EgressListener,
  registry: ReadonlyMap<string, PortService>,
  port: number,
): HostRoutes[] {
  const result: HostRoutes[] = [];
  const claimed = new Set<string>();
  for (const virtualService of egress.virtualServices) {
    if (port !== 80 && !touchesRegistry(virtualService, registry)) continue;
    const entry = virtualServiceRoutes(context, virtualService, egress, registry, port);
    if (entry === undefined) continue;
    for (const { service } of entry.services) claimed.add(service.hostname);
    result.push(entry);
  }
  for (const { service, port: servicePort } of registry.values()) {
    if (claimed.has(service.hostname) || service.resolution === 'alias') continue;
    if (isHttpOrSniffed(servicePort.protocol)) result.push(serviceRoutes(context, service, servicePort));
  }
  return result;
}

function touchesRegistry(service: VirtualService, registry: ReadonlyMap<string, PortService>): boolean {
  return service.hosts.some((host) => {
    const name = host.toLowerCase();
    if (registry.has(name)) return true;
    for (const known of registry.keys()) {
      if ((isWildcard(name) || isWildcard(known)) && hostsMatch(name, known)) return true;
    }
    return false;
  });
}

function virtualServiceRoutes(
  context: Context,
  virtualService: VirtualService,
  egress: EgressListener,
  registry: ReadonlyMap<string, PortService>,
  port: number,
): HostRoutes | undefined {
  const routes = meshRoutes(context, virtualService, registry, port);
  if (routes.length === 0) return undefined;
  const { matched, otherHosts } = splitHosts(virtualService, egress, registry);
  if (virtualService.semantics === 'gateway' && !ownsAny(virtualService, matched, context)) return undefined;
  const services = matched.filter((entry) => isHttpOrSniffed(entry.port.protocol));
  if (services.length === 0 && port !== 80) return undefined;
  return { services, otherHosts, routes, origin: hostsOrigin(virtualService), virtualService };
}

/** The routes of a VirtualService inside the mesh, on one port. */
export function meshRoutes(
  context: Context,
  virtualService: VirtualService,
  registry: ReadonlyMap<string, PortService>,
  port: number,
): Route[] {
  return translateHttpRoutes({
    context,
    virtualService,
    listenPort: port,
    gateway: 'mesh',
    isTls: false,
    serviceFor: (host) => trimmed(registry.get(host)),
  });
}

export function hostsOrigin({ config }: VirtualService): Origin {
  return originOf(config, 'spec.hosts');
}

/** A service as seen on one port: destinations without a port mean this one. */
function trimmed(entry: PortService | undefined): Service | undefined {
  if (entry === undefined) return undefined;
  return entry.service.ports.length === 1 ? entry.service : { ...entry.service, ports: [entry.port] };
}

/** Gateway API: routes count in the namespace of the service or of the client. */
function ownsAny(service: VirtualService, matched: readonly PortService[], context: Context): boolean {
  return matched.some(
    (entry) => entry.service.namespace === service.namespace || context.proxy.namespace === service.namespace,
  );
}

/** An explicit host takes its service; a wildcard takes each service for which no VirtualService is more specific. */
function splitHosts(
  virtualService: VirtualService,
  egress: EgressListener,
  registry: ReadonlyMap<string, PortService>,
): { matched: PortService[]; otherHosts: string[] } {
  const matched: PortService[] = [];
  const otherHosts: string[] = [];
  for (const host of virtualService.hosts) {
    if (isWildcard(host)) continue;
    const entry = registry.get(host.toLowerCase());
    if (entry) matched.push(entry);
    else otherHosts.push(host);
  }
  for (const host of virtualService.hosts) {
    if (!isWildcard(host)) continue;
    if (virtualService.semantics === 'gateway') {
      otherHosts.push(host);
      continue;
    }
    const covered = [...registry.values()].filter((entry) => hostsMatch(entry.service.hostname, host));
    if (covered.length === 0) otherHosts.push(host.toLowerCase());
    matched.push(
      ...covered.filter((entry) => egress.mostSpecific(entry.service.hostname) === virtualService),
    );
  }
  return { matched, otherHosts };
}

function serviceRoutes(context: Context, service: Service, port: ServicePortModel): HostRoutes {
  const origin = originOf(service.config, port.path);
  const hash = hashForService(context, service, port.port);
  const hashPolicy = toHashPolicy(hash);
  const retryPolicy = translateRetries(context.snapshot.mesh.defaultHttpRetryPolicy, false);
  const route = defaultRoute({
    cluster: outboundCluster(port.port, '', service.hostname),
    operation: `${service.hostname}:${String(port.port)}/*`,
    ...(retryPolicy ? { retryPolicy } : {}),
    ...(hashPolicy ? { hashPolicy } : {}),
    origin,
  });
  return { services: [{ service, port }], otherHosts: [], routes: [route], origin };
}
