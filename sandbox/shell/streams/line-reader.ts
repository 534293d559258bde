import type { Process } from '../../sim/index';

/** Cuts a stream of text into lines. */
export class LineReader {
  #lines: string[] = [];
  #next = 0;
  #partial = '';
  #ended = false;
  /** True once the last line came without its newline. */
  unterminated = false;

  constructor(private readonly read: () => Process<string | undefined>) {}

  /** The next line without its newline; undefined at the end. */
  *next(): Process<string | undefined> {
    while (this.#next >= this.#lines.length) {
      if (this.#ended) return undefined;
      const text = yield* this.read();
      if (text === undefined) {
        this.#ended = true;
        if (this.#partial === '') return undefined;
        this.unterminated = true;
        return this.#partial;
      }
      const lines = (this.#partial + text).split('\n');
      this.#partial = lines.pop() ?? '';
      this.#lines = lines;
      this.#next = 0;
    }
    return this.#lines[this.#next++];
  }
}

/** Everything a stream still holds. */
export function* readAll(read: () => Process<string | undefined>): Process<string> {
  const pieces: string[] = [];
  for (;;) {
    const text = yield* read();
    if (text === undefined) return pieces.join('');
    pieces.push(text);
  }
}

/** The lines of a text; a final newline does not start another line. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}
