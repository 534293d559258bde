import { sleep, type Process } from '../../sim/index';
import type { Kernel } from '../../sim/index';
import type { Output } from '../streams/streams';

/** Characters a terminal takes at once. */
const BURST = 256 * 1024;

/** Characters it takes per virtual millisecond after that. */
const PER_MS = 256;

/**
 * What commands print on a terminal. A flood has to wait: the terminal takes a bounded amount per virtual second,
 * so that `yes` neither fills memory nor freezes the page.
 */
export class PacedOutput implements Output {
  readonly isTerminal = true;
  #allowance = BURST;
  #refilledMs = 0;

  constructor(
    private readonly kernel: Kernel,
    private readonly print: (text: string) => void,
  ) {}

  *write(text: string): Process<boolean> {
    this.print(text);
    const { nowMs } = this.kernel;
    this.#allowance = Math.min(BURST, this.#allowance + (nowMs - this.#refilledMs) * PER_MS) - text.length;
    this.#refilledMs = nowMs;
    if (this.#allowance < 0) yield* sleep(-this.#allowance / PER_MS);
    return true;
  }
}
