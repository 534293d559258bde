import type { Cluster, ClusterLoadAssignment, ProxyConfig } from '../../envoy/config/index';
import { serviceKey, type SectionMemo, type Service } from '../discovery/index';
import { upstreamServices } from './clusters/gateway-services';
import { inboundClusters } from './clusters/inbound-clusters';
import { discoveryType } from './clusters/discovery-type';
import { outboundClusters, sniDnatClusters, subjectAltNames } from './clusters/outbound-clusters';
import {
  blackHoleCluster,
  dynamicDnsCluster,
  inboundPassthroughCluster,
  passthroughCluster,
} from './clusters/static-clusters';
import type { Context } from './context';
import { inputsOf } from './dependencies';
import { loadAssignments } from './load-assignments/load-assignments';
import { mergedGatewayOf, passesOnBySni } from './gateways/merged-gateway';

/** Where the connections of a proxy lead. */
type Upstream = Pick<ProxyConfig, 'clusters' | 'loadAssignments'>;

const clusterInputs = inputsOf('clusters');

/** Services, what a gateway passes on unopened, and the proxy's own application. */
export function upstreamOf(context: Context, memo: SectionMemo): Upstream {
  const called = calledServices(context, memo);
  const own = memo.reuse('own clusters', clusterInputs(context), () => ownClusters(context));
  const isGateway = context.proxy.type === 'router';
  if (!isGateway || !passesOnBySni(mergedGatewayOf(context)))
    return { ...called, clusters: [...called.clusters, ...own] };
  const passedOn = passedOnBySni(context);
  return {
    clusters: [...called.clusters, ...passedOn.clusters, ...own],
    loadAssignments: [...called.loadAssignments, ...passedOn.loadAssignments],
  };
}

const upstreamInputs = inputsOf('clusters', 'loadAssignments');

/** The services it calls. New endpoints of one service cost that service's clusters only. */
function calledServices(context: Context, memo: SectionMemo): Upstream {
  const { peerAuthentications, endpoints, mesh, networks } = context.snapshot;
  const services = upstreamServices(context);
  return memo.reuse('upstream', [...upstreamInputs(context), ...services], () => {
    const found = services.map((service) => {
      const inputs = [
        service,
        context.destinationRule(service),
        peerAuthentications,
        endpoints.of(service),
        mesh,
        networks,
        context.locality,
      ];
      return memo.reuse(`upstream ${serviceKey(service)}`, inputs, () =>
        serviceUpstream(context, service, memo),
      );
    });
    return {
      clusters: found.flatMap(({ clusters }) => clusters),
      loadAssignments: found.flatMap(({ loadAssignments }) => loadAssignments),
    };
  });
}

/** EDS clusters ask for their endpoints; the others carry them or need none. */
function serviceUpstream(context: Context, service: Service, memo: SectionMemo): Upstream {
  const clusters = clustersOf(context, service, memo);
  const isServed = clusters.some(({ type }) => type === 'EDS');
  return { clusters, loadAssignments: isServed ? wantedOf(clusters, loadAssignments(context, service)) : [] };
}

/** EDS clusters without a rule tell of their endpoints only who they are, which other addresses seldom change. */
function clustersOf(context: Context, service: Service, memo: SectionMemo): readonly Cluster[] {
  if (discoveryType(context, service) !== 'EDS' || context.destinationRule(service) !== undefined)
    return outboundClusters(context, service);
  const { peerAuthentications, mesh, networks } = context.snapshot;
  const identities = subjectAltNames(context, service).join();
  const inputs = [service, identities, peerAuthentications, mesh, networks, context.locality];
  return memo.reuse(`clusters ${serviceKey(service)}`, inputs, () => outboundClusters(context, service));
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
  const assignments = services.flatMap((service) => loadAssignments(context, service, true));
  return { clusters, loadAssignments: wantedOf(clusters, assignments) };
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
