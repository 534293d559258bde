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
  const [direction, clusterPort, , host] = cluster?.split('|') ?? [];
  if (direction === 'outbound' && clusterPort !== undefined && host !== undefined) {
    return `${host}:${clusterPort}${path}`;
  }
  return `${virtualService}:${String(port)}${path}`;
}
