import { charWidth } from '../../../sandbox/shell/text/width';

/** A minimal terminal screen: understands what the line editor emits, and nothing else. */
export class Screen {
  /** Cells by row; what was never written is a hole. */
  #rows: (string | undefined)[][] = [[]];
  #row = 0;
  #column = 0;

  constructor(public columns: number) {}

  write(data: string): void {
    for (const [token] of data.matchAll(/\u001b\[[?\d;]*[A-Za-z]|[\s\S]/gu)) this.#token(token);
  }

  /** The rows without trailing blanks; the cursor is marked with `▏`. */
  text({ cursor = false } = {}): string {
    const rows = this.#rows.map((row) => Array.from(row, (cell) => cell ?? ' '));
    if (cursor) {
      const row = (rows[this.#row] ??= []);
      while (row.length < this.#column) row.push(' ');
      row.splice(this.#column, 0, '▏');
    }
    return rows
      .map((row) => row.join('').trimEnd())
      .join('\n')
      .trimEnd();
  }

  /** The row the cursor is in. */
  get line(): string {
    return (this.#rows[this.#row] ?? [])
      .map((cell) => cell ?? ' ')
      .join('')
      .trimEnd();
  }

  #token(token: string): void {
    if (token.startsWith('\u001b[')) this.#sequence(token.slice(2, -1), token.at(-1) ?? '');
    else if (token === '\r') this.#column = 0;
    else if (token === '\n') this.#moveTo(this.#row + 1);
    else if (token === '\b') this.#column = Math.max(0, this.#column - 1);
    else if (token >= ' ') this.#put(token);
  }

  #put(char: string): void {
    const width = charWidth(char);
    if (this.#column + width > this.columns) {
      this.#moveTo(this.#row + 1);
      this.#column = 0;
    }
    const row = (this.#rows[this.#row] ??= []);
    while (row.length < this.#column) row.push(' ');
    row[this.#column] = char;
    if (width === 2) row[this.#column + 1] = '';
    this.#column += width;
  }

  #sequence(parameters: string, kind: string): void {
    const count = Number(parameters || 1);
    if (kind === 'A') this.#row = Math.max(0, this.#row - count);
    else if (kind === 'B') this.#moveTo(this.#row + count);
    else if (kind === 'C') this.#column = Math.min(this.columns - 1, this.#column + count);
    else if (kind === 'D') this.#column = Math.max(0, this.#column - count);
    else if (kind === 'H') [this.#row, this.#column] = [0, 0];
    else if (kind === 'J') this.#clear(parameters);
  }

  #clear(parameters: string): void {
    if (parameters === '2') this.#rows = [];
    else if (parameters === '') {
      this.#rows.length = this.#row + 1;
      (this.#rows[this.#row] ?? []).length = Math.min(this.#column, this.#rows[this.#row]?.length ?? 0);
    }
    this.#moveTo(this.#row);
  }

  #moveTo(row: number): void {
    this.#row = row;
    while (this.#rows.length <= row) this.#rows.push([]);
  }
}
