import type { Process } from '../../sim/index';
import type { Output } from './streams';

/** Collects text up to a limit; past it the writer is told that nobody reads. */
export class Capture implements Output {
  readonly isTerminal = false;
  readonly #pieces: string[] = [];
  #length = 0;
  /** True when something was refused. */
  overflowed = false;

  constructor(readonly limit: number) {}

  get text(): string {
    return this.#pieces.join('');
  }

  *write(text: string): Process<boolean> {
    if (this.#length + text.length > this.limit) {
      this.overflowed = true;
      return false;
    }
    this.#pieces.push(text);
    this.#length += text.length;
    return true;
  }
}
