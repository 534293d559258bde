import type { FilterChain, Listener, TcpProxy } from './config/index';
import type { NetworkGuard } from './filters/network-guard';
import type { ConnectionManager } from './http/connection-manager';
import type { ListenerStats } from './listener-stats';
import type { ConnectionFacts } from './match/inspection';

/** Where a connection ends up: the listener, the chain, and what runs behind it. */
export interface Destination {
  readonly listener: Listener;
  /** Where the listener counts. */
  readonly stats: ListenerStats;
  readonly facts: ConnectionFacts;
  readonly chain: FilterChain | undefined;
  readonly handler: ChainHandler | undefined;
}

export type ChainHandler =
  | { readonly is: 'http'; readonly manager: ConnectionManager; readonly unknownFilters: readonly string[] }
  | {
      readonly is: 'tcp';
      readonly proxy: TcpProxy;
      /** Asked, in order, when the client's first bytes arrive. */
      readonly guards: readonly NetworkGuard[];
    };
