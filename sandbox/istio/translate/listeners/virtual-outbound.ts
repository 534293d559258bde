import type { FilterChain, Listener, NetworkFilter } from '../../../envoy/config/index';
import { BLACK_HOLE_CLUSTER, PASSTHROUGH_CLUSTER } from '../cluster-name';
import { listenerAddresses } from '../proxy/addresses';
import { meshOrigin, type Context } from '../context';
import { plaintextHttpAlpns } from '../filter-chains/chain';
import { httpConnectionManager } from '../network-filters/http-connection-manager';
import { catchAllVirtualHost, outboundPolicyOrigin } from '../route-configurations/catch-all';
import { destinationCluster } from '../routes/destination-cluster';
import { listenerLog } from '../telemetry/access-log';
import { blackHole, tcpProxy } from '../network-filters/tcp-proxy';

/** Where the application's connections land first; what no other listener serves goes through here. */
export function virtualOutboundListener(context: Context): Listener {
  const port = context.snapshot.mesh.proxyListenPort;
  const origin = meshOrigin(context, 'proxyListenPort');
  const dynamic = context.scope.outboundTrafficPolicy.mode === 'ALLOW_ANY_DYNAMIC_DNS';
  return {
    name: 'virtualOutbound',
    ...listenerAddresses(context.ips, port),
    trafficDirection: 'OUTBOUND',
    ...(dynamic ? { listenerFilters: [{ name: 'envoy.filters.listener.http_inspector' }] } : {}),
    filterChains: [
      {
        name: 'virtualOutbound-blackhole',
        filterChainMatch: { destinationPort: port },
        filters: [blackHole(origin)],
        origin,
      },
      ...(dynamic ? [dynamicHttpChain(context)] : []),
      {
        name: 'virtualOutbound-catchall-tcp',
        filters: catchAllFilters(context),
        origin: outboundPolicyOrigin(context),
      },
    ],
    useOriginalDst: true,
    ...listenerLog(context, 'outbound'),
    ...(context.proxy.interceptionMode === 'TPROXY' ? { transparent: true } : {}),
    origin,
  };
}

/** What happens to connections to places nobody declared (outboundTrafficPolicy). */
export function catchAllFilters(context: Context): NetworkFilter[] {
  const { mode, egressProxy } = context.scope.outboundTrafficPolicy;
  const origin = outboundPolicyOrigin(context);
  if (mode === 'REGISTRY_ONLY') return [tcpProxy(context, 'outbound', BLACK_HOLE_CLUSTER, origin)];
  const cluster = egressProxy ? destinationCluster(egressProxy, undefined, 0) : PASSTHROUGH_CLUSTER;
  return [tcpProxy(context, 'outbound', cluster, origin)];
}

function dynamicHttpChain(context: Context): FilterChain {
  return {
    name: 'virtualOutbound-catchall-tcp-http',
    filterChainMatch: { applicationProtocols: plaintextHttpAlpns(context) },
    filters: [
      httpConnectionManager(context, {
        listenerClass: 'outbound',
        protocol: 'HTTP',
        statPrefix: 'outbound_virtualOutbound_allow_any_dynamic_dns',
        routeConfig: {
          name: 'allow_any_dynamic_dns',
          virtualHosts: [catchAllVirtualHost(context)],
          ignorePortInHostMatching: true,
        },
      }),
    ],
    origin: outboundPolicyOrigin(context),
  };
}
