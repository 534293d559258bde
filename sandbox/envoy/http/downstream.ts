import type { Application, ConnectRequest, HopConnection } from '../../net/index';
import type { FilterChain } from '../config/index';
import { endsTls } from '../match/filter-chain-table';
import type { Direction } from '../match/listener-table';

/** The connection a request came in on; one for all of its requests. */
export interface DownstreamInfo extends HopConnection {
  readonly direction: Direction;
  readonly application: Application;
}

/** What a proxy knows of a connection once it has chosen the filter chain. */
export function downstreamOf(
  direction: Direction,
  { source, destination, hello, application }: ConnectRequest,
  chain: FilterChain | undefined,
): DownstreamInfo {
  const tls = endsTls(chain);
  return {
    direction,
    source,
    destination,
    tls,
    peerIdentity: tls ? hello.clientIdentity : undefined,
    serverName: hello.serverName,
    application,
  };
}
