import type { Linked } from '../lib/linked-list';
import type { ConnectRequest, Exchange } from '../net/index';
import type { Destination } from './destination';
import type { ListenerUpdate } from './listener-update';
import type { Direction } from './match/listener-table';
import type { ProxyServices } from './services';

/** What a proxy needs of a connection that it accepted. */
export interface StandingConnection extends Linked<StandingConnection> {
  /**
   * Other listeners are in force. Answers why the connection is drained from now on, as Envoy will say it in the end;
   * undefined where it stays, or is being drained already.
   */
  listenersChanged(update: ListenerUpdate): string | undefined;
  /** The proxy ends the connection. @param reason in Envoy's words, where that is not because the upstream ended its own */
  end(reason?: string): void;
}

/** What an accepted connection needs of its proxy. */
export interface ConnectionOwner {
  readonly services: ProxyServices;
  /** Changes with every configuration; undefined once the proxy is gone. */
  readonly generation: number | undefined;
  destination(direction: Direction, request: ConnectRequest): Destination | undefined;
  /** Whether connections end with the next answer: the proxy is on its way out. */
  closes(direction: Direction): boolean;
  /** A connection does not stand any more. */
  connectionClosed(connection: StandingConnection): void;
  hopEnded(context: Exchange, hopIndex: number): void;
}
