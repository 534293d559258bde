import { isIpAddress } from '../../lib/ip-address';
import { UNSPECIFIED_IP, type Service } from './service';
import type { Snapshot } from './snapshot';
import type { SidecarScope } from './sidecar-scope';

/** What a proxy's agent answers for a host when it is asked in place of the cluster's DNS. */
export interface NameRecord {
  readonly ips: readonly string[];
  readonly kubernetes: boolean;
  readonly namespace: string;
  readonly shortName: string;
}

/** By host name. */
export type NameTable = ReadonlyMap<string, NameRecord>;

/**
 * The hosts that a proxy sees, with the addresses that lead to them (pkg/dns/server/name_table.go): of the service, or
 * of the endpoints where it has none. Hosts without any are left to the cluster's DNS.
 */
export function nameTable(scope: SidecarScope, { endpoints }: Pick<Snapshot, 'endpoints'>): NameTable {
  const names = new Map<string, NameRecord>();
  const services = new Set(scope.egressListeners.flatMap((listener) => listener.services));
  for (const service of services) {
    const ips = addressesOf(service, endpoints);
    const known = names.get(service.hostname);
    const kubernetes = service.registry === 'Kubernetes';
    if (ips.length === 0 || known?.kubernetes === true) continue;
    const earlier = kubernetes ? [] : (known?.ips ?? []);
    names.set(service.hostname, {
      ips: [...earlier, ...ips],
      kubernetes,
      namespace: service.namespace,
      shortName: service.name,
    });
  }
  return names;
}

/** Ranges of addresses answer no question. */
function addressesOf(service: Service, endpoints: Snapshot['endpoints']): readonly string[] {
  if (service.address !== UNSPECIFIED_IP) return isIpAddress(service.address) ? [service.address] : [];
  if (service.resolution !== 'passthrough') return [];
  const ready = endpoints.of(service).filter(({ healthStatus }) => healthStatus === undefined);
  return [...new Set(ready.map(({ address }) => address))].filter(isIpAddress);
}
