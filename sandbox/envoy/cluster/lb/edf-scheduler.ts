import type { Candidate } from './load-balancer';

interface Entry<H> {
  readonly host: H;
  deadline: number;
  order: number;
}

/**
 * Earliest deadline first: each host comes up in proportion to its weight, ties in the order they were queued
 * (source/common/upstream/edf_scheduler.h).
 */
export class EdfScheduler<H extends Candidate> {
  readonly #entries: Entry<H>[];
  #now = 0;
  #order: number;

  constructor(
    hosts: readonly H[],
    private readonly weightOf: (host: H) => number,
  ) {
    this.#entries = hosts.map((host, order) => ({ host, deadline: 1 / weightOf(host), order }));
    this.#order = hosts.length;
  }

  /** The next host; it queues again behind its new deadline. */
  next(): H | undefined {
    let best: Entry<H> | undefined;
    for (const entry of this.#entries) {
      if (
        !best ||
        entry.deadline < best.deadline ||
        (entry.deadline === best.deadline && entry.order < best.order)
      )
        best = entry;
    }
    if (!best) return undefined;
    this.#now = best.deadline;
    best.deadline = this.#now + 1 / this.weightOf(best.host);
    best.order = this.#order++;
    return best.host;
  }
}
