/** An IPv4 or IPv6 address with a port. */
export interface SocketAddress {
  readonly ip: string;
  readonly port: number;
}
