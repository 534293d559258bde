import type { WatchEvent } from '../api';

/**
 * Tells listeners about writes in write order: a write made by a listener is told after the one it reacts to,
 * to every listener.
 */
export class Watchers {
  readonly #listeners = new Set<(event: WatchEvent) => void>();
  readonly #pending: WatchEvent[] = [];
  #telling = false;

  add(listener: (event: WatchEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(event: WatchEvent): void {
    this.#pending.push(event);
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (let next = this.#pending.shift(); next; next = this.#pending.shift())
        for (const listener of [...this.#listeners]) listener(next);
    } finally {
      this.#telling = false;
      this.#pending.length = 0;
    }
  }
}
