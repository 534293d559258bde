import type { Kernel, Timer } from '../../sim/index';

/** istiod's PILOT_DEBOUNCE_AFTER and PILOT_DEBOUNCE_MAX. */
const QUIET_MS = 100;
const LONGEST_MS = 10_000;

/** Calls back once a burst of events is over: after 100 ms of quiet, at the latest 10 s after the first event. */
export class Debounce {
  #timer: Timer | undefined;
  #firstUs = 0;

  constructor(
    private readonly kernel: Kernel,
    private readonly callback: () => void,
  ) {}

  /** True from the first event until the callback. */
  get pending(): boolean {
    return this.#timer !== undefined;
  }

  trigger(): void {
    const { nowUs } = this.kernel;
    if (this.#timer === undefined) this.#firstUs = nowUs;
    this.#timer?.cancel();
    const latestUs = this.#firstUs + LONGEST_MS * 1000;
    const delayUs = Math.max(0, Math.min(QUIET_MS * 1000, latestUs - nowUs));
    this.#timer = this.kernel.schedule(delayUs, () => {
      this.#timer = undefined;
      this.callback();
    });
  }
}
