import type { RouteConfiguration, VirtualHost } from '../../../envoy/config/index';
import { compareText, portOf, type EgressListener, type Service } from '../../discovery/index';
import type { Context } from '../context';
import { catchAllVirtualHost } from './catch-all';
import { hostRoutes, type HostRoutes, type PortService } from './sidecar-virtual-hosts';
import { serviceDomains } from './virtual-host-domains';

/**
 * The outbound routes a sidecar listener fetches (pilot/pkg/networking/core/httproute.go).
 * @param name `80`: every service with that port; `host:80`: one service whose protocol is detected
 */
export function sidecarRouteConfiguration(context: Context, name: string): RouteConfiguration {
  const colon = name.lastIndexOf(':');
  const port = Number(name.slice(colon + 1));
  const egress = egressFor(context, port);
  const found = egress ? virtualHosts(context, egress, port) : [];
  if (colon < 0) {
    return {
      name,
      virtualHosts: [...found.sort(compareNames), catchAllVirtualHost(context)],
      ignorePortInHostMatching: true,
    };
  }
  const hostname = name.slice(0, colon);
  const own = found.filter((host) => host.domains.some((domain) => domain === hostname || domain === name));
  return {
    name,
    virtualHosts: own.length === 1 ? own.map((host) => ({ ...host, domains: ['*'] })) : own,
    ignorePortInHostMatching: true,
  };
}

function egressFor(context: Context, port: number): EgressListener | undefined {
  return context.scope.egressListeners.find(
    ({ listener }) => listener.port === undefined || listener.port.number === port,
  );
}

function virtualHosts(context: Context, egress: EgressListener, port: number): VirtualHost[] {
  const groups = hostRoutes(context, egress, servicesOnPort(egress, port), port);
  const taken = new Set<string>();
  const known = new Set(groups.flatMap((group) => group.services.map((entry) => entry.service.hostname)));
  const result: VirtualHost[] = [];
  const add = (group: HostRoutes, host: string, service: Service | undefined): void => {
    const domains = freeDomains(context, host, service, taken, known);
    if (domains.length === 0) return;
    result.push({
      name: `${host}:${String(port)}`,
      domains,
      routes: group.routes,
      includeRequestAttemptCount: true,
      origin: group.origin,
    });
  };
  for (const group of groups) {
    for (const host of group.otherHosts) add(group, host.toLowerCase(), undefined);
    for (const { service } of group.services) add(group, service.hostname, service);
  }
  return result;
}

/** Envoy refuses a domain twice: the first virtual host keeps it. An abbreviation never hides another service's full name. */
function freeDomains(
  context: Context,
  host: string,
  service: Service | undefined,
  taken: Set<string>,
  known: ReadonlySet<string>,
): string[] {
  const { all, abbreviated } = service
    ? serviceDomains(service, context.proxy.dnsDomain)
    : { all: [host], abbreviated: new Set<string>() };
  return all.filter((domain) => {
    const key = domain.toLowerCase();
    if (taken.has(key) || (abbreviated.has(domain) && known.has(domain))) return false;
    taken.add(key);
    return true;
  });
}

function servicesOnPort(egress: EgressListener, port: number): Map<string, PortService> {
  const result = new Map<string, PortService>();
  for (const service of egress.services) {
    const servicePort = portOf(service, port);
    if (servicePort) result.set(service.hostname.toLowerCase(), { service, port: servicePort });
  }
  return result;
}

function compareNames(a: VirtualHost, b: VirtualHost): number {
  return compareText(a.name, b.name);
}
