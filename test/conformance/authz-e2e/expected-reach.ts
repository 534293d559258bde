/** What decides whether a call gets through, in the words of the settings. */
export interface Reach {
  readonly from: { readonly sidecar: boolean };
  readonly to: { readonly sidecar: boolean };
  /** The PeerAuthentication in force where the call arrives. */
  readonly server: 'STRICT' | 'PERMISSIVE' | 'DISABLE';
  /** The DestinationRule in force at the client; undefined = automatic mTLS. */
  readonly client: 'ISTIO_MUTUAL' | 'DISABLE' | undefined;
}

/**
 * What the documentation of mutual TLS promises, on its own and without the simulator: the corpus keeps the conditions
 * of these tables as Go functions whose bodies it leaves out.
 */
export function expectedReach({ from, to, server, client }: Reach): {
  readonly succeeds: boolean;
  readonly mutualTls: boolean;
} {
  const automatic = to.sidecar && server !== 'DISABLE';
  const mutualTls = from.sidecar && (client === undefined ? automatic : client === 'ISTIO_MUTUAL');
  const succeeds = mutualTls ? automatic : !to.sidecar || server !== 'STRICT';
  return { succeeds, mutualTls };
}
