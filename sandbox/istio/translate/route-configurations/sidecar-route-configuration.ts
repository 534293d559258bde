import { compareText } from '../../../lib/compare-text';
import type { RouteConfiguration, VirtualHost } from '../../../envoy/config/index';
import { memoByObject } from '../../../lib/memo';
import { parseProtocol, portOf, SectionMemo, type EgressListener, type Service } from '../../discovery/index';
import type { Context } from '../context';
import { inputsOf } from '../dependencies';
import { attemptCount, proxyHeaders } from '../network-filters/proxy-headers';
import { proxySettings } from '../proxy/proxy-settings';
import { statefulSession } from '../routes/stateful-session';
import { catchAllVirtualHost } from './catch-all';
import { PortVirtualHosts } from './port-virtual-hosts';
import { hostRoutes, type HostRoutes, type PortService } from './sidecar-virtual-hosts';
import { serviceDomains, type Domains } from './virtual-host-domains';

/**
 * The outbound routes a sidecar listener fetches (pilot/pkg/networking/core/httproute.go).
 * @param name `80`: every service with that port; `host:80`: one service whose protocol is detected;
 *   `unix://path`: every port of what a socket's listener imports
 */
export function sidecarRouteConfiguration(
  context: Context,
  name: string,
  memo: SectionMemo = new SectionMemo(),
): RouteConfiguration {
  const isSocket = name.startsWith('unix://');
  const colon = isSocket ? -1 : name.lastIndexOf(':');
  const port = isSocket ? 0 : Number(name.slice(colon + 1));
  const egress = egressFor(context, name, port);
  const found = egress ? virtualHosts(context, egress, name, port, memo) : [];
  if (colon < 0) {
    const catchAll = egress ? [catchAllVirtualHost(context)] : [];
    return {
      name,
      virtualHosts: [...found, ...catchAll],
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

/** The same for every port. */
const sharedInputs = memoByObject(inputsOf('routeConfigurations'));

function egressFor(context: Context, name: string, port: number): EgressListener | undefined {
  return context.scope.egressListeners.find(({ listener }) => {
    if (listener.port === undefined) return port > 0;
    return port > 0 ? listener.port.number === port : listener.bind === name;
  });
}

/** Behind a socket, and where clients speak to a proxy, the port is part of the name that is asked for. */
function servesAllPorts({ listener }: EgressListener, port: number): boolean {
  return port === 0 || parseProtocol(listener.port?.protocol ?? '') === 'HTTP_PROXY';
}

function virtualHosts(
  context: Context,
  egress: EgressListener,
  name: string,
  port: number,
  memo: SectionMemo,
): readonly VirtualHost[] {
  if (servesAllPorts(egress, port)) return hostsOnAllPorts(context, egress);
  const inputs = [...sharedInputs(context), ...egress.services];
  const hosts = memo.reuse(`routes ${name}`, inputs, () => {
    const nameHosts = (groups: readonly HostRoutes[]): VirtualHost[] =>
      namedHosts(context, groups, port, domainsOf).sort(compareNames);
    return new PortVirtualHosts(port, servicesOnPort(egress, port), nameHosts);
  });
  return hosts.for(context, egress);
}

/** Of all ports, told apart by the port in the host header. */
function hostsOnAllPorts(context: Context, egress: EgressListener): VirtualHost[] {
  const ports = new Set(egress.services.flatMap((service) => service.ports.map(({ port }) => port)));
  const hosts = [...ports].flatMap((port) => {
    const named: NameDomains = (host, service) => {
      const { all, abbreviated } = domainsOf(host, service, context);
      const withPort = (domain: string): string => `${domain}:${String(port)}`;
      const names = port === 80 ? all.flatMap((domain) => [domain, withPort(domain)]) : all.map(withPort);
      return { all: names, abbreviated: new Set([...abbreviated].map(withPort)) };
    };
    const services = egress.services.filter((service) => portOf(service, port));
    // A VirtualService for hosts that nobody serves has no port to be asked for.
    const groups = hostRoutes(context, egress, portServices(services, port), port).filter(
      (group) => group.services.length > 0,
    );
    return namedHosts(context, groups, port, named);
  });
  return hosts.sort(compareNames);
}

type NameDomains = (host: string, service: Service | undefined, context: Context) => Domains;

const domainsOf: NameDomains = (host, service, { proxy, ips }) =>
  service ? serviceDomains(service, proxy.dnsDomain, ips) : { all: [host], abbreviated: new Set<string>() };

function namedHosts(
  context: Context,
  groups: readonly HostRoutes[],
  port: number,
  nameDomains: NameDomains,
): VirtualHost[] {
  const counted = attemptCount(proxyHeaders(proxySettings(context), 'outbound'));
  const taken = new Set<string>();
  const known = new Set(groups.flatMap((group) => group.services.map((entry) => entry.service.hostname)));
  const result: VirtualHost[] = [];
  const add = (group: HostRoutes, host: string, service: Service | undefined): void => {
    const domains = freeDomains(nameDomains(host, service, context), taken, known);
    if (domains.length === 0) return;
    const session = statefulSession(context.snapshot.features, service);
    result.push({
      name: `${host}:${String(port)}`,
      domains,
      routes: group.routes,
      ...counted,
      ...(session ? { typedPerFilterConfig: session } : {}),
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
  { all, abbreviated }: Domains,
  taken: Set<string>,
  known: ReadonlySet<string>,
): string[] {
  return all.filter((domain) => {
    const key = domain.toLowerCase();
    if (taken.has(key) || (abbreviated.has(domain) && known.has(domain))) return false;
    taken.add(key);
    return true;
  });
}

/** Names are compared in lower case, and that is how they are sent. */
function servicesOnPort(egress: EgressListener, port: number): Map<string, PortService> {
  const services = egress.services.filter((service) => portOf(service, port));
  return portServices(services.map(lowerCased), port);
}

function lowerCased(service: Service): Service {
  const hostname = service.hostname.toLowerCase();
  return hostname === service.hostname ? service : { ...service, hostname };
}

function portServices(services: readonly Service[], port: number): Map<string, PortService> {
  const result = new Map<string, PortService>();
  for (const service of services) {
    const servicePort = portOf(service, port);
    if (servicePort) result.set(service.hostname.toLowerCase(), { service, port: servicePort });
  }
  return result;
}

function compareNames(a: VirtualHost, b: VirtualHost): number {
  return compareText(a.name, b.name);
}
