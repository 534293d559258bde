import type { Address } from './address';

/** The IP address (or name) and port of an address; a Unix domain socket is its path and port 0. */
export function placeOf({ socketAddress, pipe }: Address): { readonly ip: string; readonly port: number } {
  return socketAddress
    ? { ip: socketAddress.address, port: socketAddress.portValue }
    : { ip: pipe.path, port: 0 };
}

/** As Envoy writes it: an IPv6 address in brackets, a socket by its path. */
export function addressText(address: Address): string {
  const { ip, port } = placeOf(address);
  if (address.pipe) return ip;
  return ip.includes(':') ? `[${ip}]:${String(port)}` : `${ip}:${String(port)}`;
}
