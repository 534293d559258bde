/** One answer of the loop, as the terminal printed it. */
export interface Answer {
  readonly number: number;
  readonly text: string;
  readonly version: 'safe' | 'risky';
}

/** How many answers each version gave since the weight was last changed. */
export interface Counts {
  readonly safe: number;
  readonly risky: number;
}

/** Answers kept for the log. */
const KEPT = 6;

/** Collects answers from terminal output that arrives in pieces of any size. */
export class AnswerReader {
  #rest = '';
  #number = 0;

  /** The answers that the piece completes. */
  read(piece: string): readonly Answer[] {
    const lines = (this.#rest + piece).split(/\r?\n/);
    this.#rest = lines.pop() ?? '';
    return lines.filter((line) => line.startsWith('{')).map((text) => this.#answer(text));
  }

  #answer(text: string): Answer {
    this.#number += 1;
    return { number: this.#number, text, version: text.includes('placeholder') ? 'safe' : 'risky' };
  }
}

/** The log after more answers. */
export function keepLatest(log: readonly Answer[], more: readonly Answer[]): readonly Answer[] {
  return [...log, ...more].slice(-KEPT);
}

export function count(counts: Counts, answers: readonly Answer[]): Counts {
  const risky = answers.filter((answer) => answer.version === 'risky').length;
  return { safe: counts.safe + answers.length - risky, risky: counts.risky + risky };
}
