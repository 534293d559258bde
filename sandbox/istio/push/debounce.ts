import type { Kernel, Timer } from '../../sim/index';
import { mergeRequests, type PushRequest } from './push-request';

/** istiod's PILOT_DEBOUNCE_AFTER and PILOT_DEBOUNCE_MAX. */
const QUIET_MS = 100;
const LONGEST_MS = 10_000;

/** Asks for one push once a burst of events is over: after 100 ms of quiet, at the latest 10 s after the first event. */
export class Debounce {
  #timer: Timer | undefined;
  #request: PushRequest | undefined;

  constructor(
    private readonly kernel: Kernel,
    private readonly push: (request: PushRequest) => void,
  ) {}

  /** True from the first event until the push. */
  get pending(): boolean {
    return this.#timer !== undefined;
  }

  trigger(request: PushRequest): void {
    const { nowUs } = this.kernel;
    const merged = mergeRequests(this.#request, request);
    this.#request = merged;
    this.#timer?.cancel();
    const latestUs = merged.startUs + LONGEST_MS * 1000;
    const delayUs = Math.max(0, Math.min(QUIET_MS * 1000, latestUs - nowUs));
    this.#timer = this.kernel.schedule(delayUs, () => {
      this.#timer = undefined;
      this.#request = undefined;
      this.push(merged);
    });
  }
}
