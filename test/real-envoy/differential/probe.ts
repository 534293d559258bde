import type { SocketAddress } from '../../../sandbox/net/index';

/** One request and the proxy it goes to. */
export interface Probe {
  /** `gateway`: dialled at its port; `client`: leaves an application; `server`: arrives at a pod. */
  readonly via: 'gateway' | 'client' | 'server';
  readonly source: SocketAddress;
  readonly destination: SocketAddress;
  readonly method: string;
  readonly authority: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}
