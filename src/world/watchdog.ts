/** Silence after which a worker counts as stuck. */
export const STUCK_AFTER_MS = 5000;
const LOOK_EVERY_MS = 1000;

/**
 * Calls `onStuck` when no heartbeat came for {@link STUCK_AFTER_MS}. A page that was itself asleep
 * (laptop closed, tab frozen) starts counting anew.
 */
export class Watchdog {
  #lastBeatMs: number;
  #lastLookMs: number;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(
    private readonly onStuck: () => void,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#lastBeatMs = this.#lastLookMs = now();
    this.#timer = setInterval(() => {
      this.look();
    }, LOOK_EVERY_MS);
  }

  beat(): void {
    this.#lastBeatMs = this.now();
  }

  look(): void {
    const now = this.now();
    const slept = now - this.#lastLookMs > 3 * LOOK_EVERY_MS;
    this.#lastLookMs = now;
    if (slept) this.#lastBeatMs = now;
    else if (now - this.#lastBeatMs > STUCK_AFTER_MS) {
      this.#lastBeatMs = now;
      this.onStuck();
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
