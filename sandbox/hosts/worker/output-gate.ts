/** Characters that may be under way to the page before the world has to wait. */
const MOST_UNACKNOWLEDGED = 64 * 1024;
/** Characters kept for the next post; a single command may overshoot by one slice. */
const MOST_PENDING = 64 * 1024;

/** Collects terminal output into few posts and stops the world when the page does not read. */
export class OutputGate {
  #pending: string[] = [];
  #pendingLength = 0;
  #unacknowledged = 0;

  write(text: string): void {
    this.#pending.push(text);
    this.#pendingLength += text.length;
  }

  /** False while the reader is behind: running the world further would only pile up text. */
  get open(): boolean {
    return this.#pendingLength < MOST_PENDING && this.#unacknowledged < MOST_UNACKNOWLEDGED;
  }

  /** Everything collected, if the reader may get more now; else the empty string. */
  take(): string {
    if (this.#unacknowledged >= MOST_UNACKNOWLEDGED) return '';
    const text = this.#pending.join('');
    this.#pending = [];
    this.#pendingLength = 0;
    this.#unacknowledged += text.length;
    return text;
  }

  acknowledge(characters: number): void {
    this.#unacknowledged = Math.max(0, this.#unacknowledged - characters);
  }

  /** Forgets what nobody will read: the terminal starts afresh. */
  clear(): void {
    this.#pending = [];
    this.#pendingLength = 0;
  }
}
