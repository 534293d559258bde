import type { RouteMatch } from '../../../envoy/config/index';
import { hostPort } from '../host-port';

/**
 * What the operation names of a rule's spans begin with: `host:port` of its single destination, else the
 * VirtualService's name and the listener's port. The path that was matched follows.
 */
export function operationTarget(cluster: string | undefined, virtualService: string, port: number): string {
  if (!cluster?.startsWith('outbound|')) return `${virtualService}:${String(port)}`;
  const clusterPort = cluster.slice(9, cluster.indexOf('|', 9));
  return hostPort(cluster.slice(cluster.lastIndexOf('|') + 1), clusterPort);
}

/** `/path`, a regex, or `/prefix*`. */
export function operationPath(match: RouteMatch): string {
  return match.path ?? match.safeRegex?.regex ?? (match.prefix === undefined ? '/*' : `${match.prefix}*`);
}
