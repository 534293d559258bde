import type { AdditionalAddress, Address, Listener } from '../../../envoy/config/index';
import { furtherAddresses, type ProxyIps } from './proxy-ips';

const UNIX = 'unix://';

/** Where a host is or a listener binds: without a port it is the path of a Unix domain socket. */
export function toAddress(address: string, port: number): Address {
  if (port !== 0) return { socketAddress: { address, portValue: port } };
  return { pipe: { path: address.startsWith(UNIX) ? address.slice(UNIX.length) : address } };
}

/** The other addresses beside the first, when there are any. */
export function additionalAddresses(
  addresses: readonly string[],
  port: number,
): { readonly additionalAddresses?: readonly AdditionalAddress[] } {
  if (addresses.length === 0) return {};
  return { additionalAddresses: addresses.map((address) => ({ address: toAddress(address, port) })) };
}

/** Where a listener for everybody binds. */
export function listenerAddresses(
  ips: ProxyIps,
  port: number,
): Pick<Listener, 'address' | 'additionalAddresses'> {
  const [main] = ips.wildcards;
  return {
    address: toAddress(main, port),
    ...additionalAddresses(furtherAddresses(ips, ips.wildcards), port),
  };
}
