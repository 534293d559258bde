import type { ClusterLoadAssignment } from '../../../envoy/config/index';
import { LOCAL_CLUSTER } from '../../bootstrap/index';
import type { Endpoint, ServiceTarget } from '../../discovery/index';
import type { Context } from '../context';
import { portPolicy } from '../clusters/traffic-policy';
import { endpointsFor } from './load-assignments';

/** What the pods of one ReplicaSet, or of one Rollout's, have in common. */
const REPLICA_SET_LABELS = ['pod-template-hash', 'rollouts-pod-template-hash'];

/** The service that a proxy is taken for where only one counts: the first that it is an instance of. */
export function localService({ targets }: Pick<Context, 'targets'>): ServiceTarget | undefined {
  return targets[0];
}

/**
 * The pods that are like the proxy's own: of its service, its ReplicaSet and its region. Only proxies that ask for them
 * (ISTIO_META_ENABLE_SELF_DISCOVERY) are told (pilot/pkg/xds/eds.go).
 */
export function ownAssignment(context: Context): readonly ClusterLoadAssignment[] {
  if (!context.proxy.selfDiscovery) return [];
  const target = localService(context);
  const isLike = likeness(context);
  const endpoints =
    target && isLike
      ? endpointsFor(context, target.service, target.port, {
          subset: undefined,
          policy: portPolicy(undefined, target.port.port, context.snapshot.mesh),
          isOwn: isLike,
        })
      : [];
  return [{ clusterName: LOCAL_CLUSTER, endpoints }];
}

function likeness({
  snapshot: { podsByIp },
  proxy,
  locality,
}: Context): ((endpoint: Endpoint) => boolean) | undefined {
  const pod = podsByIp.get(proxy.ip);
  if (pod === undefined) return undefined;
  return ({ workload, labels, locality: place = '' }) =>
    workload === pod.workload &&
    REPLICA_SET_LABELS.every((label) => labels[label] === pod.labels[label]) &&
    (locality === '' || regionOf(place) === regionOf(locality));
}

function regionOf(locality: string): string {
  return locality.split('/')[0] ?? '';
}
