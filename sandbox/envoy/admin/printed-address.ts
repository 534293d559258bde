import type { Address } from '../config/index';

/** An address in the field names of Envoy's admin pages. */
export function printedAddress({ socketAddress, pipe }: Address): object {
  return socketAddress
    ? { socket_address: { address: socketAddress.address, port_value: socketAddress.portValue } }
    : { pipe };
}
