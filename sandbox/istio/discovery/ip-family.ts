import { familyOf, type IpFamily } from '../../lib/ip-address';

/** The families that a proxy's own addresses are of. */
export type IpMode = IpFamily | 'Dual';

/** A proxy of unknown addresses counts as one of IPv4 (pkg/model/proxy.go DiscoverIPMode). */
export function ipModeOf(addresses: readonly string[]): IpMode {
  const families = addresses.map(familyOf);
  if (!families.includes('IPv6')) return 'IPv4';
  return families.includes('IPv4') ? 'Dual' : 'IPv6';
}

/** The addresses and ranges that a proxy can use; of both families the first's (pilot/pkg/util/network/ip.go). */
export function ofMode(addresses: readonly string[], mode: IpMode): readonly string[] {
  const wanted = mode === 'Dual' ? familyOf(addresses[0] ?? '') : mode;
  return addresses.filter((address) => familyOf(address) === wanted);
}
