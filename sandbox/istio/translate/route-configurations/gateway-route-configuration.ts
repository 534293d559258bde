import { compareText } from '../../../lib/compare-text';
import type { Route, RouteConfiguration, VirtualHost } from '../../../envoy/config/index';
import type { Origin } from '../../../lib/origin';
import {
  hostsForNamespace,
  intersectHosts,
  isVisibleTo,
  originOf,
  sameItems,
  type Service,
  type VirtualService,
} from '../../discovery/index';
import type { Context } from '../context';
import type { GatewayServer } from '../gateways/gateway-server';
import { attemptCount, proxyHeaders } from '../network-filters/proxy-headers';
import { proxySettings } from '../proxy/proxy-settings';
import { translateHttpRoutes } from '../routes/http-routes';
import { statefulSession } from '../routes/stateful-session';
import { isCatchAll } from '../routes/route-match';

/** The routes of VirtualServices at one Gateway: its servers share them. */
type TranslatedRoutes = Map<VirtualService, readonly Route[]>;

/** A virtual host while servers and VirtualServices still add to it. */
interface GrowingHost {
  readonly domain: string;
  readonly name: string;
  /** Routes by VirtualService; the very same lists where several hosts share one. */
  readonly parts: (readonly Route[])[];
  readonly origin: Origin;
  /** How requests to a service of that name find their endpoint again. */
  readonly session: ReturnType<typeof statefulSession>;
  requireTls: boolean;
}

/**
 * The routes of a gateway's listener or TLS server (pilot/pkg/networking/core/gateway.go buildGatewayHTTPRouteConfig):
 * VirtualServices bound to the servers' Gateways, by host; the same host's routes are concatenated.
 */
export function gatewayRouteConfiguration(
  context: Context,
  name: string,
  servers: readonly GatewayServer[],
): RouteConfiguration {
  const hosts = new Map<string, GrowingHost>();
  const translated = new Map<string, TranslatedRoutes>();
  for (const server of servers) {
    const known = translated.get(server.gateway) ?? new Map<VirtualService, readonly Route[]>();
    translated.set(server.gateway, known);
    for (const virtualService of context.snapshot.virtualServices.forGateway(
      context.proxy.namespace,
      server.gateway,
    )) {
      addVirtualService(context, server, virtualService, hosts, known);
    }
    if (server.server.tls?.httpsRedirect) redirectAll(server, hosts);
  }
  return { name, virtualHosts: finish(context, hosts, servers), ignorePortInHostMatching: true };
}

function addVirtualService(
  context: Context,
  server: GatewayServer,
  virtualService: VirtualService,
  hosts: Map<string, GrowingHost>,
  translated: TranslatedRoutes,
): void {
  const shared = intersectHosts(
    hostsForNamespace(server.hosts, virtualService.namespace),
    virtualService.hosts,
  );
  if (shared.length === 0) return;
  const port = portOfServer(server);
  const routes =
    translated.get(virtualService) ??
    translateHttpRoutes({
      context,
      virtualService,
      listenPort: port,
      gateway: server.gateway,
      isTls: server.server.tls !== undefined,
      serviceFor: (host) => serviceFor(context, virtualService, host),
    });
  if (routes.length === 0) return;
  translated.set(virtualService, routes);
  const redirect = server.server.tls?.httpsRedirect ?? false;
  for (const host of shared) {
    const domain = host.toLowerCase();
    const known = hosts.get(domain);
    if (known) {
      known.parts.push(routes);
      known.requireTls ||= redirect;
      continue;
    }
    hosts.set(domain, {
      domain,
      name: `${domain}:${String(port)}`,
      parts: [routes],
      origin: originOf(virtualService.config, 'spec.hosts'),
      session: sessionOf(context, virtualService, domain),
      requireTls: redirect,
    });
  }
}

/** `httpsRedirect` answers for every host of the server, with or without a VirtualService. */
function redirectAll(server: GatewayServer, hosts: Map<string, GrowingHost>): void {
  for (const host of server.hosts) {
    const domain = host.toLowerCase();
    const known = hosts.get(domain);
    if (known) known.requireTls = true;
    else {
      hosts.set(domain, {
        domain,
        name: `${domain}:${String(portOfServer(server))}`,
        parts: [],
        origin: originOf(server.config, `${server.path}.tls.httpsRedirect`),
        session: undefined,
        requireTls: true,
      });
    }
  }
}

function finish(
  context: Context,
  hosts: ReadonlyMap<string, GrowingHost>,
  servers: readonly GatewayServer[],
): VirtualHost[] {
  const counted = attemptCount(proxyHeaders(proxySettings(context), 'gateway'));
  if (hosts.size === 0) return [blackHole(servers)];
  return collapse(hosts.values())
    .map((alike) => toVirtualHost(alike, counted))
    .sort((a, b) => compareText(a.name, b.name));
}

type Alike = [GrowingHost, ...GrowingHost[]];

/**
 * Hosts with the very same routes share a virtual host (collapseDuplicateRoutes), the longest first: each joins the
 * latest one with its routes, if that asks for TLS as it does.
 */
function collapse(hosts: Iterable<GrowingHost>): readonly Alike[] {
  const byFirstPart = new Map<readonly Route[] | undefined, Alike[]>();
  for (const host of [...hosts].sort((a, b) => bySpecificity(a.domain, b.domain))) {
    const candidates = byFirstPart.get(host.parts[0]);
    const alike = candidates?.find(([one]) => sameItems(one.parts, host.parts));
    if (alike?.[0].requireTls === host.requireTls) alike.push(host);
    else if (candidates) candidates.unshift([host]);
    else byFirstPart.set(host.parts[0], [[host]]);
  }
  return [...byFirstPart.values()].flat();
}

/** Named after the longest of its domains. */
function toVirtualHost(alike: Alike, counted: ReturnType<typeof attemptCount>): VirtualHost {
  const [first] = alike;
  return {
    name: first.name,
    domains: alike.map(({ domain }) => domain),
    routes: concatenate(first.parts),
    ...(first.session ? { typedPerFilterConfig: first.session } : {}),
    ...(first.requireTls ? { requireTls: 'ALL' } : {}),
    origin: first.origin,
    ...counted,
  };
}

/** Routes that swallow everything go behind the others, in their order; only the first of them is ever reached. */
export function concatenate(parts: readonly (readonly Route[])[]): Route[] {
  const specific: Route[] = [];
  const catchAll: Route[] = [];
  for (const routes of parts) {
    for (const route of routes) (isCatchAll(route.match) ? catchAll : specific).push(route);
  }
  return catchAll.length === 0 ? specific : [...specific, ...catchAll];
}

/** Longest first, wildcards last (pkg/config/host/names.go). */
function bySpecificity(one: string, other: string): number {
  const wild = Number(one.startsWith('*')) - Number(other.startsWith('*'));
  if (wild !== 0) return wild;
  return other.length - one.length || compareText(one, other);
}

/** No route at all: every request is answered with 404. */
function blackHole(servers: readonly GatewayServer[]): VirtualHost {
  const first = servers[0];
  return {
    name: `blackhole:${String(first ? portOfServer(first) : 0)}`,
    domains: ['*'],
    routes: [],
    ...(first ? { origin: originOf(first.config, first.path) } : {}),
  };
}

/** A host that is the name of a service which requests go to brings that service's sessions for all its routes. */
function sessionOf(context: Context, virtualService: VirtualService, host: string): GrowingHost['session'] {
  const { features } = context.snapshot;
  if (!features.persistentSessions) return undefined;
  const named = virtualService.http.some(({ route: { route = [], mirror, mirrors = [] } }) =>
    [mirror, ...[...route, ...mirrors].map(({ destination }) => destination)].some(
      (destination) => destination?.host === host,
    ),
  );
  return named ? statefulSession(features, serviceFor(context, virtualService, host)) : undefined;
}

/** A destination's service: the one in the VirtualService's namespace when visible, else what the proxy sees. */
function serviceFor(context: Context, virtualService: VirtualService, host: string): Service | undefined {
  const own = context.snapshot.registry.named(host).get(virtualService.namespace);
  if (own && isVisibleTo(own.exportTo, context.proxy.namespace)) return own;
  return context.scope.servicesByHostname.get(host);
}

function portOfServer(server: GatewayServer): number {
  return server.server.port?.number ?? 0;
}
