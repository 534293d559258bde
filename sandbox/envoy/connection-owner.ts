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
  /** Whether connections end with the next answer: the proxy is on its way out. */
  closes(direction: Direction): boolean;
  hopEnded(context: Exchange, hopIndex: number): void;
}
