import type { FilterChain, NetworkFilter, TransportSocket } from '../../../envoy/config/index';
import type { Context } from '../context';
import { httpConnectionManager } from '../network-filters/http-connection-manager';
import { inboundStatSubject, type InboundPort } from '../inbound-ports';
import { inboundRouteConfiguration } from '../route-configurations/inbound-route-configuration';
import { securityFilters } from '../network-filters/security-filters';
import { statName } from '../stat-name';
import { tcpProxy, withCodec } from '../network-filters/tcp-proxy';
import { secretServer } from '../tls/secret-server';
import { inboundMutualTls, serverTls } from '../tls/tls-context';
import type { MatchOption } from './inbound-match-options';

/** The filter chains of one inbound port: one for each way a connection may arrive. */
export function inboundChains(
  context: Context,
  port: InboundPort,
  options: readonly MatchOption[],
): FilterChain[] {
  return options.map((option) => {
    const socket = socketFor(context, port, option);
    return {
      name: chainName(port, option),
      filterChainMatch: {
        ...(port.targetPort > 0 ? { destinationPort: port.targetPort } : {}),
        transportProtocol: option.transportProtocol,
        ...(option.applicationProtocols ? { applicationProtocols: option.applicationProtocols } : {}),
      },
      ...(socket ? { transportSocket: socket } : {}),
      filters:
        option.protocol === 'HTTP'
          ? [httpFilter(context, port)]
          : [
              ...securityFilters(context).tcp,
              ...withCodec(
                context,
                port.protocol,
                tcpProxy(context, 'inbound', port.cluster, port.origin, inboundStatPrefix(context, port)),
              ),
            ],
      ...(port.metadata ? { metadata: port.metadata } : {}),
      origin: port.origin,
    };
  });
}

function socketFor(context: Context, port: InboundPort, option: MatchOption): TransportSocket | undefined {
  if (!option.tls) return undefined;
  return port.customTls
    ? serverTls(port.customTls, true, undefined, secretServer(context))
    : inboundMutualTls(option.protocol === 'HTTP', context.snapshot.mesh);
}

/** With `inboundClusterStatName` of the mesh, the service's words in place of the cluster's name. */
function inboundStatPrefix(context: Context, port: InboundPort): string {
  const pattern = context.snapshot.mesh.inboundClusterStatName;
  if (!pattern || port.passthrough) return port.cluster;
  return statName(pattern, inboundStatSubject(port));
}

function chainName(port: InboundPort, option: MatchOption): string {
  if (!port.passthrough) return `${port.bind}_${String(port.targetPort)}`;
  return option.protocol === 'HTTP' ? 'virtualInbound-catchall-http' : 'virtualInbound';
}

function httpFilter(context: Context, port: InboundPort): NetworkFilter {
  return httpConnectionManager(context, {
    listenerClass: 'inbound',
    protocol: port.protocol,
    statPrefix: port.passthrough ? port.cluster : `inbound_${port.bind}_${String(port.targetPort)}`,
    routeConfig: inboundRouteConfiguration({
      cluster: port.cluster,
      servicePort: port.servicePort,
      protocol: port.protocol,
      operation: `${port.hostname}:${String(port.servicePort)}/*`,
      origin: port.origin,
      retries: context.snapshot.mesh.defaultInboundHttpRetryPolicy,
    }),
  });
}
