import type { NetworkFilter, TransportSocket } from '../../../envoy/config/index';
import type { L4MatchAttributes, ServerTlsSettings } from '../../discovery/api/index';
import {
  internalAnnotations,
  hostsForNamespace,
  hostsMatch,
  isSubsetOf,
  originOf,
  parseProtocol,
  type Protocol,
  type VirtualService,
} from '../../discovery/index';
import { outboundSni } from '../cluster-name';
import type { Context } from '../context';
import { httpConnectionManager } from '../network-filters/http-connection-manager';
import { isPassthrough, protocolOf, type GatewayServer } from '../gateways/gateway-server';
import type { ServerGroup } from '../gateways/merged-gateway';
import { securityFilters } from '../network-filters/security-filters';
import { tcpProxyToDestinations, tcpProxyToService, withCodec } from '../network-filters/tcp-proxy';
import { secretServer } from '../tls/secret-server';
import { serverTls } from '../tls/tls-context';
import { MTLS_ALPNS, type Chain } from './chain';

/** SNI hosts taken on a port, with the bind address that took them. */
export type UsedSni = Map<number, Map<string, string>>;

/** Plain HTTP: the servers of a port share one chain and its routes. */
export function gatewayHttpChain(context: Context, group: ServerGroup): Chain {
  const first = group.servers[0];
  return {
    filters: [manager(context, parseProtocol(group.protocol), group.routeName, statPrefixOf(context, group))],
    origin: first
      ? originOf(first.config, first.path)
      : { kind: 'Gateway', namespace: '', name: '', path: '' },
  };
}

function statPrefixOf({ ips }: Context, { bind, port }: ServerGroup): string {
  return `outbound_${bind || ips.wildcards[0]}_${String(port)}`;
}

/** HTTPS that ends here: chosen by SNI, with routes of its own. */
export function gatewayHttpsChain(context: Context, server: GatewayServer, group: ServerGroup): Chain {
  const statPrefix = server.server.name || statPrefixOf(context, group);
  return {
    sniHosts: sniHostsOf(server),
    ...(server.server.tls ? { transportSocket: tlsOf(context, server.server.tls, false) } : {}),
    filters: [manager(context, protocolOf(server.server), server.routeName, statPrefix)],
    origin: originOf(server.config, server.path),
  };
}

/** TCP, TLS that ends here, or TLS passed through by SNI. */
export function gatewayTcpChains(
  context: Context,
  server: GatewayServer,
  group: ServerGroup,
  usedSni: UsedSni,
): Chain[] {
  const { tls } = server.server;
  if (tls !== undefined && isPassthrough(server.server)) {
    return tls.mode === 'AUTO_PASSTHROUGH'
      ? autoPassthroughChains(context, server)
      : passthroughChains(context, server, group.port, usedSni);
  }
  const filters = tcpRouteFilters(context, server);
  if (filters.length === 0) return [];
  return [
    {
      ...(tls ? { sniHosts: sniHostsOf(server), transportSocket: tlsOf(context, tls, true) } : {}),
      filters,
      origin: originOf(server.config, server.path),
    },
  ];
}

function tlsOf(context: Context, tls: ServerTlsSettings, tcp: boolean): TransportSocket {
  return serverTls(tls, tcp, context.snapshot.mesh, secretServer(context));
}

function manager(context: Context, protocol: Protocol, routeName: string, statPrefix: string): NetworkFilter {
  return httpConnectionManager(context, { listenerClass: 'gateway', protocol, statPrefix, rds: routeName });
}

function sniHostsOf(server: GatewayServer): string[] {
  return [...new Set(server.hosts.map((host) => host.slice(host.indexOf('/') + 1)))];
}

function virtualServicesOf(context: Context, server: GatewayServer): VirtualService[] {
  return context.snapshot.virtualServices
    .forGateway(context.proxy.namespace, server.gateway)
    .filter((service) => {
      const hosts = hostsForNamespace(server.hosts, service.namespace);
      return service.hosts.some((host) => hosts.some((own) => hostsMatch(own, host)));
    });
}

/** The first `tcp[]` rule that matches the server; rules made from a TLSRoute serve terminated TLS as well. */
function tcpRouteFilters(context: Context, server: GatewayServer): NetworkFilter[] {
  for (const service of virtualServicesOf(context, server)) {
    for (const rule of service.tcp) {
      const matches = rule.route.match ?? [];
      const fits = matches.length === 0 || matches.some((match) => matchesServer(match, server));
      if (fits && rule.route.route?.length) return tcpFilters(context, server, service, rule);
    }
    if (!(service.config.annotations[internalAnnotations.parents] ?? '').startsWith('TLSRoute/')) continue;
    for (const rule of service.tls) {
      const fits = (rule.route.match ?? []).some((match) => matchesServer(match, server));
      if (fits) return tcpFilters(context, server, service, rule);
    }
  }
  return [];
}

function tcpFilters(...[context, server, service, rule]: Parameters<typeof proxyTo>): NetworkFilter[] {
  const proxy = proxyTo(context, server, service, rule);
  return [...securityFilters(context).tcp, ...withCodec(context, protocolOf(server.server), proxy)];
}

function passthroughChains(context: Context, server: GatewayServer, port: number, usedSni: UsedSni): Chain[] {
  const known = usedSni.get(port) ?? new Map<string, string>();
  usedSni.set(port, known);
  const bind = server.server.bind ?? '';
  const chains: Chain[] = [];
  for (const service of virtualServicesOf(context, server)) {
    for (const rule of service.tls) {
      if (!rule.route.route?.length) continue;
      (rule.route.match ?? []).forEach((match, index) => {
        const hosts = match.sniHosts ?? [];
        if (!matchesServer(match, server) || hosts.some((host) => known.get(host) === bind)) return;
        for (const host of hosts) known.set(host, bind);
        chains.push({
          sniHosts: hosts,
          filters: [...securityFilters(context).tcp, proxyTo(context, server, service, rule)],
          origin: originOf(service.config, `${rule.path}.match[${String(index)}]`),
        });
      });
    }
  }
  return chains;
}

/** One chain per cluster of the mesh, chosen by the SNI that names it. */
function autoPassthroughChains(context: Context, server: GatewayServer): Chain[] {
  const hosts = sniHostsOf(server);
  const origin = originOf(server.config, server.path);
  return context.scope.services.flatMap((service) => {
    if (service.meshExternal || !hosts.some((host) => isSubsetOf(service.hostname, host))) return [];
    const subsets = context.destinationRule(service)?.subsets.map((rule) => rule.subset.name) ?? [];
    return service.ports
      .filter((port) => port.protocol !== 'UDP')
      .flatMap((port) =>
        ['', ...subsets].map((subset) => {
          const sni = outboundSni(port.port, subset, service.hostname);
          const to = { cluster: sni, service, port, subset, tunnels: false };
          const filters = withCodec(context, port.protocol, tcpProxyToService(context, to, origin));
          return { sniHosts: [sni], applicationProtocols: MTLS_ALPNS, filters, origin };
        }),
      );
  });
}

function matchesServer(match: L4MatchAttributes, server: GatewayServer): boolean {
  if (match.port && match.port !== server.server.port?.number) return false;
  return !match.gateways?.length || match.gateways.includes(server.gateway);
}

function proxyTo(
  context: Context,
  server: GatewayServer,
  service: VirtualService,
  rule: VirtualService['tcp'][number] | VirtualService['tls'][number],
): NetworkFilter {
  const { number = 0, name = '' } = server.server.port ?? {};
  return tcpProxyToDestinations(context, {
    destinations: rule.route.route ?? [],
    port: { port: number, name },
    config: service.config,
    path: rule.path,
  });
}
