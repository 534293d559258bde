import type { ConnectRequest, Exchange } from '../net/index';
import type { Destination } from './destination';
import type { Direction } from './match/listener-table';
import type { ProxyServices } from './services';

/** What an accepted connection needs of its proxy. */
export interface ConnectionOwner {
  readonly services: ProxyServices;
  /** Changes with every configuration; undefined once the proxy is gone. */
  readonly generation: number | undefined;
  destination(direction: Direction, request: ConnectRequest): Destination | undefined;
  hopEnded(context: Exchange, hopIndex: number): void;
}
