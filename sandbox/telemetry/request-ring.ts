import type { RequestTrace } from '../net/index';

/** The newest values, up to a limit; the oldest make room. */
export class RequestRing {
  #traces: RequestTrace[] = [];

  constructor(private readonly limit: number) {}

  push(trace: RequestTrace): void {
    this.#traces.push(trace);
    // Cutting in blocks keeps a push cheap.
    if (this.#traces.length >= 2 * this.limit) this.#traces = this.#traces.slice(-this.limit);
  }

  /** Oldest first. */
  all(): readonly RequestTrace[] {
    return this.#traces.slice(-this.limit);
  }

  byId(id: number): RequestTrace | undefined {
    return this.all().find((trace) => trace.id === id);
  }
}
