import { LinkedList } from '../lib/linked-list';
import type { Kernel } from '../sim/index';
import type { Listener } from './config/index';
import type { StandingConnection } from './connection-owner';
import { ListenerUpdate } from './listener-update';

/** The connections that a proxy accepted and that stand. */
export class OpenConnections {
  readonly #open = new LinkedList<StandingConnection>();

  /** @param drainMs how long those go on whose listener or filter chain is no more */
  constructor(
    private readonly kernel: Pick<Kernel, 'schedule'>,
    private readonly drainMs: number,
  ) {}

  add(connection: StandingConnection): void {
    this.#open.add(connection);
  }

  delete(connection: StandingConnection): void {
    this.#open.delete(connection);
  }

  /**
   * Other listeners are in force. Connections that thereby lose theirs, or their filter chain, are drained from now on;
   * those that still stand when the drain time is over are cut: one timer for all that one configuration replaced.
   */
  listenersChanged(listeners: readonly Listener[]): void {
    if (this.#open.isEmpty) return;
    const update = new ListenerUpdate(listeners);
    const drained = new Map<StandingConnection, string>();
    for (const connection of this.#open) {
      const reason = connection.listenersChanged(update);
      if (reason !== undefined) drained.set(connection, reason);
    }
    if (drained.size === 0) return;
    this.kernel.schedule(this.drainMs * 1000, () => {
      for (const [connection, reason] of drained) if (this.#open.has(connection)) connection.end(reason);
    });
  }
}
