/** envoy.config.core.v3.Address: an IP address and port, or the path of a Unix domain socket. */
export type Address = SocketPlace | PipePlace;

interface SocketPlace {
  readonly socketAddress: { readonly address: string; readonly portValue: number };
  readonly pipe?: never;
}

interface PipePlace {
  readonly pipe: { readonly path: string };
  readonly socketAddress?: never;
}

/** envoy.config.listener.v3.AdditionalAddress, and its like of endpoints. */
export interface AdditionalAddress {
  readonly address: Address;
}
