import type { SocketAddress } from '../../net/index';
import type { Direction } from '../match/listener-table';

/** The connection a request came in on. */
export interface DownstreamInfo {
  readonly direction: Direction;
  readonly source: SocketAddress;
  /** Where the client dialled: the original destination of an intercepted connection. */
  readonly destination: SocketAddress;
  /** The SPIFFE id of the client's certificate, when this proxy ended mutual TLS. */
  readonly peerIdentity: string | undefined;
  readonly tls: boolean;
  readonly application: 'http/1.1' | 'h2' | 'tcp';
}
