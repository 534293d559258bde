/** An IPv4 or IPv6 address with a port. */
export interface SocketAddress {
  readonly ip: string;
  readonly port: number;
}

/** No name has a colon. */
export function isIpv6(host: string): boolean {
  return host.includes(':');
}

/** As logs and authorities write it: an IPv6 address in brackets. */
export function socketText({ ip, port }: SocketAddress): string {
  return isIpv6(ip) ? `[${ip}]:${String(port)}` : `${ip}:${String(port)}`;
}
