/** Most lines kept. */
const MAX_LINES = 1000;

/** Walks through the lines typed so far; what was being typed comes back at the end. */
export class HistoryCursor {
  #index: number;
  #draft = '';

  constructor(private readonly lines: string[]) {
    this.#index = lines.length;
  }

  /** Remembers a line, unless it is blank, starts with a blank, or repeats the last. */
  add(line: string): boolean {
    this.#draft = '';
    const isKept = line.trim() !== '' && !line.startsWith(' ') && line !== this.lines.at(-1);
    if (isKept) this.lines.push(line);
    if (this.lines.length > MAX_LINES) this.lines.splice(0, this.lines.length - MAX_LINES);
    this.#index = this.lines.length;
    return isKept;
  }

  /** The line before or after; undefined at the ends. */
  step(direction: -1 | 1, current: string): string | undefined {
    const next = this.#index + direction;
    if (next < 0 || next > this.lines.length) return undefined;
    if (this.#index >= this.lines.length) this.#draft = current;
    this.#index = next;
    return next === this.lines.length ? this.#draft : this.lines[next];
  }

  reset(): void {
    this.#index = this.lines.length;
    this.#draft = '';
  }

  /** The newest line at or before `from` that contains a text. */
  search(
    text: string,
    from = this.lines.length - 1,
  ): { readonly index: number; readonly line: string } | undefined {
    for (let index = Math.min(from, this.lines.length - 1); index >= 0; index--) {
      const line = this.lines[index] ?? '';
      if (line.includes(text)) return { index, line };
    }
    return undefined;
  }
}
