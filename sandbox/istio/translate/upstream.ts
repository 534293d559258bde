import type { Cluster, ClusterLoadAssignment, ProxyConfig } from '../../envoy/config/index';
import { serviceKey, type SectionMemo, type Service } from '../discovery/index';
import { upstreamServices } from './clusters/gateway-services';
import { inboundClusters } from './clusters/inbound-clusters';
import { outboundClusters, sniDnatClusters } from './clusters/outbound-clusters';
import {
  blackHoleCluster,
  dynamicDnsCluster,
  inboundPassthroughCluster,
  passthroughCluster,
} from './clusters/static-clusters';
import type { Context } from './context';
import { inputsOf } from './dependencies';
import { loadAssignments } from './load-assignments/load-assignments';
import { ownAssignment } from './load-assignments/own-endpoints';
import { socketCluster } from './tls/secret-server';
import { mergedGatewayOf, passesOnBySni } from './gateways/merged-gateway';

/** Where the connections of a proxy lead. */
type Upstream = Pick<ProxyConfig, 'clusters' | 'loadAssignments'>;

/** Services, what a gateway passes on unopened, and the proxy's own application. */
export function upstreamOf(context: Context, memo: SectionMemo): Upstream {
  const isSidecar = context.proxy.type === 'sidecar';
  const called = calledServices(context, memo);
  const { clusters, loadAssignments } = isSidecar ? called : withPassedOn(context, called);
  const fixed = isSidecar
    ? memo.reuse('own clusters', sidecarInputs(context), () => sidecarClusters(context))
    : [blackHoleCluster(context)];
  const own = ownAssignment(context);
  return {
    clusters: [...clusters, ...fixed, ...secretClusters(context)],
    loadAssignments: own.length === 0 ? loadAssignments : [...loadAssignments, ...own],
  };
}

function withPassedOn(context: Context, called: Upstream): Upstream {
  if (!passesOnBySni(mergedGatewayOf(context))) return called;
  const passedOn = passedOnBySni(context);
  return {
    clusters: [...called.clusters, ...passedOn.clusters],
    loadAssignments: [...called.loadAssignments, ...passedOn.loadAssignments],
  };
}

/** The services it calls. New endpoints of one service cost that service's clusters only. */
function calledServices(context: Context, memo: SectionMemo): Upstream {
  const { destinationRules, peerAuthentications, endpoints, mesh, networks } = context.snapshot;
  const services = upstreamServices(context);
  const shared = [peerAuthentications, mesh, networks, context.locality];
  return memo.reuse('upstream', [destinationRules, endpoints, ...shared, ...services], () => {
    const found = services.map((service) => {
      const inputs = [service, context.destinationRule(service), endpoints.of(service), ...shared];
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
  const isServed = clusters.some(({ type }) => type === 'EDS');
  return { clusters, loadAssignments: isServed ? wantedOf(clusters, loadAssignments(context, service)) : [] };
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

/** Where the secrets of `sds://` names come from, in a pod that has a socket for them. */
function secretClusters(context: Context): readonly Cluster[] {
  return context.proxy.credentialSocket ? [socketCluster(context)] : [];
}

const sidecarInputs = inputsOf('clusters');

function sidecarClusters(context: Context): Cluster[] {
  const dynamic = context.scope.outboundTrafficPolicy.mode === 'ALLOW_ANY_DYNAMIC_DNS';
  return [
    blackHoleCluster(context),
    passthroughCluster(context),
    ...(dynamic ? [dynamicDnsCluster(context)] : []),
    ...inboundClusters(context),
    inboundPassthroughCluster(context),
  ];
}
