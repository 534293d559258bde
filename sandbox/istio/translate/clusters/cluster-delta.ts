import type { Cluster } from '../../../envoy/config/index';
import { sameJson } from '../../../kube/index';
import { isSubsetOf, type ConfigKey, type Service } from '../../discovery/index';
import type { Context } from '../context';
import { isUpstream, upstreamServices } from './gateway-services';

/** What a proxy is sent of its clusters after a change: those made again, and the names of those that are no more. */
export interface ClusterDelta {
  readonly clusters: readonly Cluster[];
  readonly removed: readonly string[];
}

/** Kinds whose changes tell which clusters they mean. */
const KINDS = new Set(['ServiceEntry', 'DestinationRule', 'VirtualService', 'PeerAuthentication', 'Sidecar']);

/**
 * Tells from what changed which clusters have to be sent; undefined when all of them have to be
 * (pilot/pkg/networking/core/cluster.go BuildDeltaClusters).
 * @param before how the proxy saw the mesh when it was told last; undefined when it never was
 * @param clusters all that the proxy should have now
 * @param held names of those that it has
 */
export function clusterDelta(
  now: Context,
  before: Context | undefined,
  changes: readonly ConfigKey[],
  clusters: readonly Cluster[],
  held: Iterable<string>,
): ClusterDelta | undefined {
  const { rootNamespace } = now.snapshot.mesh;
  const isTold = ({ kind, namespace }: ConfigKey): boolean =>
    KINDS.has(kind) && !(kind === 'PeerAuthentication' && namespace === rootNamespace);
  if (!changes.every(isTold)) return undefined;
  const names = [...held];
  const hosts = changes.map((change) => ({ change, hosts: hostsOf(change, now, before, names) }));
  const touched = new Set(hosts.flatMap((found) => found.hosts));
  // Other TLS is no other cluster.
  const reshaped = new Set(
    hosts.flatMap((found) => (found.change.kind === 'PeerAuthentication' ? [] : found.hosts)),
  );
  const built = clusters.filter(({ name }) => isOwn(name) || touched.has(hostOf(name)));
  const builtNames = new Set(built.map(({ name }) => name));
  const removed = names.filter(
    (name) => !builtNames.has(name) && (name.startsWith('inbound|') || reshaped.has(hostOf(name))),
  );
  return { clusters: built, removed: removed.sort() };
}

/** The hosts of the services whose clusters a change means. */
function hostsOf(
  { kind, namespace, name }: ConfigKey,
  now: Context,
  before: Context | undefined,
  held: readonly string[],
): readonly string[] {
  const { servicesByHostname } = now.scope;
  switch (kind) {
    case 'ServiceEntry': {
      const service = servicesByHostname.get(name);
      return service === undefined || isUpstream(now, { hostname: name, namespace }) ? [name] : [];
    }
    case 'DestinationRule': {
      const covered = [now, before].map((context) =>
        context?.snapshot.destinationRules.hostOf(namespace, name),
      );
      return hostnames(now).filter((host) =>
        covered.some((pattern) => pattern !== undefined && isSubsetOf(host, pattern)),
      );
    }
    case 'PeerAuthentication':
      return upstreamServices(now).flatMap((one) => (one.namespace === namespace ? [one.hostname] : []));
    default:
      return before === undefined ? [] : differing(now, before, held);
  }
}

function hostnames(context: Context): string[] {
  return upstreamServices(context).map(({ hostname }) => hostname);
}

/** Hosts that have no clusters yet, hosts that have some and should not, and those that are seen with other ports. */
function differing(now: Context, before: Context, held: readonly string[]): string[] {
  const wanted = new Map(upstreamServices(now).map((service) => [service.hostname, service]));
  const known = new Set(held.filter((name) => !isOwn(name)).map(hostOf));
  const isNew = (service: Service): boolean => {
    const old = before.scope.servicesByHostname.get(service.hostname);
    return !known.has(service.hostname) || !sameJson(old?.ports, service.ports);
  };
  return [
    ...[...wanted.values()].filter(isNew).map(({ hostname }) => hostname),
    ...[...known].filter((host) => !wanted.has(host)),
  ];
}

/** Everything but `outbound|80|subset|host` is made anew for every push. */
function isOwn(cluster: string): boolean {
  return !cluster.startsWith('outbound|');
}

function hostOf(cluster: string): string {
  return cluster.slice(cluster.lastIndexOf('|') + 1);
}
