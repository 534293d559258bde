import type { Cluster } from '../../../envoy/config/index';
import type { Service } from '../../discovery/index';
import type { Context } from '../context';
import { toProtobufDuration } from '../duration';
import type { ProxyIps } from '../proxy/proxy-ips';

/** How often names are looked up again where neither their records nor the mesh say so. */
const REFRESH = '60s';

/** Which addresses a proxy asks for: IPv4 unless it has nothing but IPv6, or uses both. */
export function dnsLookupFamily({
  mode,
  dualStack,
}: Pick<ProxyIps, 'mode' | 'dualStack'>): 'V4_ONLY' | 'V6_ONLY' | 'ALL' {
  if (mode === 'Dual' && dualStack) return 'ALL';
  return mode === 'IPv6' ? 'V6_ONLY' : 'V4_ONLY';
}

/** How a cluster looks up the names of its hosts (pilot/pkg/networking/core/cluster_builder.go buildCluster). */
export function dnsLookup(
  { ips, snapshot: { mesh, features } }: Context,
  type: Cluster['type'],
  { racesConnections = false }: Service,
): Partial<Cluster> {
  if (type !== 'STRICT_DNS' && type !== 'LOGICAL_DNS') return {};
  return {
    dnsRefreshRate: toProtobufDuration(mesh.dnsRefreshRate ?? REFRESH),
    dnsJitter: toProtobufDuration(`${String(features.dnsJitterMs)}ms`),
    respectDnsTtl: true,
    dnsLookupFamily: racesConnections ? 'ALL' : dnsLookupFamily(ips),
    dnsUdpMaxQueries: features.dnsUdpMaxQueries,
  };
}
