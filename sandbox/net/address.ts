/** An IPv4 or IPv6 address with a port. */
export interface SocketAddress {
  readonly ip: string;
  readonly port: number;
}

/** Whether a host is given by its IPv4 address: names are looked up, addresses are not. */
export function isIpv4(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}
