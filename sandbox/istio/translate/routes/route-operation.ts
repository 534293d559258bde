import type { RouteMatch } from '../../../envoy/config/index';

/** The operation name of a route's spans: `host:port/path*` of its single destination, else the VirtualService's name. */
export function routeOperation(
  match: RouteMatch,
  cluster: string | undefined,
  virtualService: string,
  port: number,
): string {
  const path =
    match.path ?? match.safeRegex?.regex ?? (match.prefix === undefined ? '/*' : `${match.prefix}*`);
  if (cluster?.startsWith('outbound|')) {
    const clusterPort = cluster.slice(9, cluster.indexOf('|', 9));
    return `${cluster.slice(cluster.lastIndexOf('|') + 1)}:${clusterPort}${path}`;
  }
  return `${virtualService}:${String(port)}${path}`;
}
