import type {
  Cluster,
  ClusterLoadAssignment,
  Listener,
  ProxyConfig,
  RouteConfiguration,
} from '../../envoy/config/index';
import { SectionMemo, serviceKey, type Service, type Snapshot } from '../discovery/index';
import { outboundSni } from './cluster-name';
import { upstreamServices } from './clusters/gateway-services';
import { inboundClusters } from './clusters/inbound-clusters';
import { outboundClusters, sniDnatClusters } from './clusters/outbound-clusters';
import {
  blackHoleCluster,
  dynamicDnsCluster,
  inboundPassthroughCluster,
  passthroughCluster,
} from './clusters/static-clusters';
import { createContext, type Context } from './context';
import { inputsOf } from './dependencies';
import { gatewayListeners } from './listeners/gateway-listeners';
import { outboundListeners } from './listeners/outbound-listeners';
import { virtualInboundListener } from './listeners/virtual-inbound';
import { virtualOutboundListener } from './listeners/virtual-outbound';
import { loadAssignments } from './load-assignments';
import { mergedGatewayOf, passesOnBySni } from './merged-gateway';
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
  return translateContext(createContext(snapshot, proxy), memo);
}

/** The same for a context that is at hand. */
export function translateContext(context: Context, memo: SectionMemo): ProxyConfig {
  const { proxy } = context;
  const { listeners, routeConfigurations, passedOn } =
    proxy.type === 'router' ? gatewayTraffic(context) : sidecarTraffic(context, memo);
  const upstream = upstreamOf(context, memo);
  return {
    listeners,
    routeConfigurations,
    clusters: [...upstream.clusters, ...(passedOn?.clusters ?? []), ...ownClusters(context)],
    loadAssignments: passedOn
      ? [...upstream.loadAssignments, ...passedOn.loadAssignments]
      : upstream.loadAssignments,
  };
}

interface Upstream {
  readonly clusters: readonly Cluster[];
  readonly loadAssignments: readonly ClusterLoadAssignment[];
}

/** What the proxy may call. New endpoints of one service cost that service's clusters only. */
function upstreamOf(context: Context, memo: SectionMemo): Upstream {
  const { peerAuthentications, endpoints, mesh } = context.snapshot;
  const services = upstreamServices(context);
  return memo.reuse('upstream', [...inputsOf(context, 'clusters', 'loadAssignments'), ...services], () => {
    const found = services.map((service) => {
      const inputs = [
        service,
        context.destinationRule(service),
        peerAuthentications,
        endpoints.of(service),
        mesh,
        context.locality,
      ];
      return memo.reuse(`upstream ${serviceKey(service)}`, inputs, () => serviceUpstream(context, service));
    });
    return {
      clusters: found.flatMap(({ clusters }) => clusters),
      loadAssignments: found.flatMap(({ loadAssignments }) => loadAssignments),
    };
  });
}

/** EDS clusters ask for their endpoints; the others carry them or need none. */
function serviceUpstream(context: Context, service: Service): Upstream {
  const clusters = outboundClusters(context, service);
  return { clusters, loadAssignments: wantedOf(clusters, loadAssignments(context, service)) };
}

function wantedOf(
  clusters: readonly Cluster[],
  assignments: readonly ClusterLoadAssignment[],
): ClusterLoadAssignment[] {
  const wanted = new Set(clusters.flatMap((cluster) => (cluster.type === 'EDS' ? [cluster.name] : [])));
  return assignments.filter(({ clusterName }) => wanted.has(clusterName));
}

/** What a gateway passes on by its SNI goes to clusters with such names. */
function passedOnBySni(context: Context): Upstream {
  const { services } = context.scope;
  const clusters = services.flatMap((service) => sniDnatClusters(context, service));
  const assignments = services.flatMap((service) => loadAssignments(context, service, outboundSni));
  return { clusters, loadAssignments: wantedOf(clusters, assignments) };
}

interface Traffic {
  readonly listeners: readonly Listener[];
  readonly routeConfigurations: readonly RouteConfiguration[];
  /** At gateways that pass connections on by their SNI. */
  readonly passedOn?: Upstream;
}

function sidecarTraffic(context: Context, memo: SectionMemo): Traffic {
  const listeners = memo.reuse('listeners', inputsOf(context, 'listeners'), () => [
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

function gatewayTraffic(context: Context): Traffic {
  const merged = mergedGatewayOf(context);
  const listeners = gatewayListeners(context, merged);
  const names = fetchedRouteNames(listeners);
  return {
    listeners,
    routeConfigurations: names.map((name) =>
      gatewayRouteConfiguration(context, name, merged.serversByRouteName.get(name) ?? []),
    ),
    ...(passesOnBySni(merged) ? { passedOn: passedOnBySni(context) } : {}),
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
