/** The newest values up to a limit; each new one replaces the oldest. */
export class Ring<T> {
  readonly #values: T[] = [];
  #next = 0;

  constructor(readonly limit: number) {}

  push(value: T): void {
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.limit;
  }

  /** Oldest first. */
  all(): readonly T[] {
    if (this.#values.length < this.limit) return this.#values.slice();
    return [...this.#values.slice(this.#next), ...this.#values.slice(0, this.#next)];
  }
}
