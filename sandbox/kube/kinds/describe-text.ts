import { record } from '../read';

/** Lines of a description in the making: `Name:` columns aligned per block, nested blocks indented by two. */
export class Description {
  readonly #lines: string[] = [];
  readonly #block: (readonly [string, string])[] = [];

  /** A `Key:   value` line; neighbours are aligned. Without a name the value continues the one above. */
  field(name: string, value: string): this {
    this.#block.push([name === '' ? '' : `${name}:`, value]);
    return this;
  }

  /** A line of its own, ending the aligned block. */
  line(text: string): this {
    this.#flush();
    this.#lines.push(text);
    return this;
  }

  /** Lines of a block indented below a heading. */
  section(heading: string, lines: readonly string[], none = '<none>'): this {
    if (lines.length === 0) return this.field(heading, none);
    this.line(`${heading}:`);
    for (const line of lines) this.#lines.push(`  ${line}`);
    return this;
  }

  lines(): readonly string[] {
    this.#flush();
    return this.#lines;
  }

  toString(): string {
    return this.lines().join('\n');
  }

  #flush(): void {
    const entries = this.#block.splice(0);
    const width = Math.max(0, ...entries.map(([name]) => name.length)) + 2;
    for (const [name, value] of entries) this.#lines.push(value === '' ? name : name.padEnd(width) + value);
  }
}

/** Rows under a heading with dashes, as describe prints conditions: cells separated by two spaces. */
export function describeTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const all = [header, header.map((name) => '-'.repeat(name.length)), ...rows];
  const widths = header.map((_name, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd((widths[column] ?? 0) + 2)))
      .join('')
      .trimEnd(),
  );
}

/** Labels or annotations as `key=value` lines, sorted. */
export function pairs(value: unknown, separator = '='): readonly string[] {
  return Object.entries(record(value))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => `${key}${separator}${String(entry)}`);
}

/** `a=1,b=2`, or `<none>`. */
export function selectorText(value: unknown): string {
  return pairs(value).join(',') || '<none>';
}
