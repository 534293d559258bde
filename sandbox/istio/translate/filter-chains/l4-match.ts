import type { L4MatchAttributes } from '../../discovery/api/index';
import { hostsMatch, selects, type VirtualService } from '../../discovery/index';
import type { Context } from '../context';

/** Gateway, port and source conditions of a `tcp[]` or `tls[]` match, decided for this proxy in the mesh. */
export function matchesMesh(context: Context, match: L4MatchAttributes, listenPort: number): boolean {
  const { proxy } = context;
  if (match.gateways?.length && !match.gateways.includes('mesh')) return false;
  if (match.port && match.port !== listenPort) return false;
  if (!selects(match.sourceLabels, proxy.labels)) return false;
  return !match.sourceNamespace || match.sourceNamespace === proxy.namespace;
}

/** True for a VirtualService that says something about connections, not only about requests. */
export function hasL4Rules({ tcp, tls }: VirtualService): boolean {
  return tcp.length > 0 || tls.length > 0;
}

/** VirtualServices with a host that overlaps the service's and rules for connections, oldest first. */
export function virtualServicesFor(
  virtualServices: readonly VirtualService[],
  hostname: string,
): VirtualService[] {
  return virtualServices.filter(
    (service) => hasL4Rules(service) && service.hosts.some((host) => hostsMatch(host, hostname)),
  );
}
