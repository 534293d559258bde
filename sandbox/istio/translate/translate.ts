import type {
  Cluster,
  ClusterLoadAssignment,
  Listener,
  ProxyConfig,
  RouteConfiguration,
} from '../../envoy/config/index';
import { SectionMemo, type Snapshot } from '../discovery/index';
import { inboundClusters } from './clusters/inbound-clusters';
import { outboundClusters } from './clusters/outbound-clusters';
import {
  blackHoleCluster,
  dynamicDnsCluster,
  inboundPassthroughCluster,
  passthroughCluster,
} from './clusters/static-clusters';
import { createContext, type Context } from './context';
import { hasL4Rules } from './filter-chains/l4-match';
import { gatewayListeners } from './listeners/gateway-listeners';
import { outboundListeners } from './listeners/outbound-listeners';
import { virtualInboundListener } from './listeners/virtual-inbound';
import { virtualOutboundListener } from './listeners/virtual-outbound';
import { loadAssignments } from './load-assignments';
import { mergeGateways } from './merged-gateway';
import type { ProxyNodeInfo } from './proxy-node';
import { gatewayRouteConfiguration } from './route-configurations/gateway-route-configuration';
import { sidecarRouteConfiguration } from './route-configurations/sidecar-route-configuration';
import { fetchedRouteNames } from './route-names';

/**
 * The configuration istiod would send a proxy. Pure: the same snapshot and proxy give an equal answer.
 * @param memo of this proxy: what nothing changed under is taken over from the last time
 */
export function translate(
  snapshot: Snapshot,
  proxy: ProxyNodeInfo,
  memo: SectionMemo = new SectionMemo(),
): ProxyConfig {
  const context = createContext(snapshot, proxy);
  const { listeners, routeConfigurations } =
    proxy.type === 'router' ? gatewayTraffic(context) : sidecarTraffic(context, memo);
  const { registry, destinationRules, peerAuthentications, mesh } = snapshot;
  const callable = [registry, destinationRules, peerAuthentications, mesh, ...context.scope.services];
  const upstream = memo.reuse('upstream', callable, () => {
    const clusters = context.scope.services.flatMap((service) => outboundClusters(context, service));
    return { clusters, loadAssignments: assignments(context, clusters) };
  });
  return {
    listeners,
    routeConfigurations,
    clusters: [...upstream.clusters, ...ownClusters(context)],
    loadAssignments: upstream.loadAssignments,
  };
}

interface Traffic {
  readonly listeners: readonly Listener[];
  readonly routeConfigurations: readonly RouteConfiguration[];
}

function sidecarTraffic(context: Context, memo: SectionMemo): Traffic {
  const listeners = memo.reuse('listeners', listenerInputs(context), () => [
    ...outboundListeners(context),
    virtualOutboundListener(context),
    virtualInboundListener(context),
  ]);
  const names = fetchedRouteNames(listeners);
  return {
    listeners,
    routeConfigurations: names.map((name) => sidecarRouteConfiguration(context, name, memo)),
  };
}

/** Everything a sidecar's listeners rest on; of VirtualServices only those with TCP or TLS rules. */
function listenerInputs({ snapshot, scope }: Context): unknown[] {
  return [
    snapshot.mesh,
    snapshot.registry,
    snapshot.destinationRules,
    snapshot.peerAuthentications,
    snapshot.requestAuthentications,
    snapshot.authorizationPolicies,
    snapshot.keySets,
    snapshot.allocatedAddresses,
    snapshot.features,
    scope.sidecar,
    ...scope.services,
    ...scope.egressListeners.flatMap(({ virtualServices }) => virtualServices.filter(hasL4Rules)),
  ];
}

function gatewayTraffic(context: Context): Traffic {
  const merged = mergeGateways(context);
  const listeners = gatewayListeners(context, merged);
  const names = fetchedRouteNames(listeners);
  return {
    listeners,
    routeConfigurations: names.map((name) =>
      gatewayRouteConfiguration(context, name, merged.serversByRouteName.get(name) ?? []),
    ),
  };
}

function ownClusters(context: Context): Cluster[] {
  if (context.proxy.type === 'router') return [blackHoleCluster(context)];
  const dynamic = context.scope.outboundTrafficPolicy.mode === 'ALLOW_ANY_DYNAMIC_DNS';
  return [
    blackHoleCluster(context),
    passthroughCluster(context),
    ...(dynamic ? [dynamicDnsCluster(context)] : []),
    ...inboundClusters(context),
    inboundPassthroughCluster(context),
  ];
}

/** What EDS clusters ask for; the others carry their endpoints or need none. */
function assignments(context: Context, clusters: readonly Cluster[]): ClusterLoadAssignment[] {
  const wanted = new Set(clusters.flatMap((cluster) => (cluster.type === 'EDS' ? [cluster.name] : [])));
  return context.scope.services.flatMap((service) =>
    loadAssignments(context, service).filter((assignment) => wanted.has(assignment.clusterName)),
  );
}
