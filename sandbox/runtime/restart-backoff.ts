/** First and longest wait of a container that keeps ending. */
const FIRST_MS = 10_000;
const LONGEST_MS = 300_000;
/** A container that ran this long starts over with the shortest wait. */
const FORGIVEN_AFTER_MS = 600_000;

/** How long a container waits for its next start: twice as long each time (pkg/kubelet, MaxContainerBackOff). */
export class RestartBackoff {
  #waitMs = 0;
  #wasKilled = false;

  /** The wait after an end, in milliseconds; 0 = none. The first kill is made up for at once, the next ones are not. */
  next(ranMs: number, isKilled: boolean): number {
    const isForgiven = ranMs > FORGIVEN_AFTER_MS;
    const atOnce = isKilled && (!this.#wasKilled || isForgiven);
    this.#wasKilled ||= isKilled;
    if (atOnce) return 0;
    const doubled = Math.min(2 * this.#waitMs, LONGEST_MS);
    this.#waitMs = this.#waitMs === 0 || isForgiven ? FIRST_MS : doubled;
    return this.#waitMs;
  }
}
