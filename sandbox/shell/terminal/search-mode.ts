import type { HistoryCursor } from './history';
import type { Prompt } from './renderer';

/** Ctrl-R: an incremental search backwards through the history. */
export class SearchMode {
  #query = '';
  #found: { readonly index: number; readonly line: string } | undefined;
  #failed = false;

  constructor(private readonly history: HistoryCursor) {}

  get prompt(): Prompt {
    const text = `(${this.#failed ? 'failed ' : ''}reverse-i-search)\`${this.#query}': `;
    return { ansi: text, plain: text };
  }

  get line(): string {
    return this.#found?.line ?? '';
  }

  /** Where the query stands in the line, in characters. */
  get cursor(): number {
    return [...this.line.slice(0, Math.max(0, this.line.indexOf(this.#query)))].length;
  }

  type(text: string): void {
    this.#query += text;
    this.#look(this.#found?.index);
  }

  backspace(): void {
    this.#query = [...this.#query].slice(0, -1).join('');
    this.#look(undefined);
  }

  /** The next older match. */
  again(): void {
    if (this.#found && this.#query !== '') this.#look(this.#found.index - 1);
  }

  #look(from: number | undefined): void {
    const found = this.history.search(this.#query, from);
    this.#failed = found === undefined;
    if (found) this.#found = found;
  }
}
