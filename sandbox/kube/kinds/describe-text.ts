import { compareText } from '../../lib/compare-text';
import { alignTabs } from '../../lib/table';
import { record } from '../read';

/** A description in the making: `Key:` and value stand in columns that neighbouring lines share. */
export class Description {
  readonly #lines: string[] = [];

  /** A `Key:   value` line. @param level nesting, two columns each */
  field(name: string, value: string, level = 0): this {
    const lead = ' '.repeat(level * 2);
    this.#lines.push(value === '' ? `${lead}${name}:` : `${lead}${name}:\t${value}`);
    return this;
  }

  /** A key with several values, one per line in the value's column; `<none>` when there are none. */
  values(name: string, values: readonly string[], level = 0): this {
    const [first = '<none>', ...rest] = values;
    this.#lines.push(`${' '.repeat(level * 2)}${name}:\t${first}`);
    for (const value of rest) this.#lines.push(`${' '.repeat(level * 2)}\t${value}`);
    return this;
  }

  /** Lines of their own. */
  lines(lines: readonly string[], level = 0): this {
    for (const line of lines) this.#lines.push(`${' '.repeat(level * 2)}${line}`);
    return this;
  }

  /** A heading with lines below it, or `<none>` beside it. */
  section(name: string, lines: readonly string[], level = 0): this {
    if (lines.length === 0) return this.field(name, '<none>', level);
    return this.field(name, '', level).lines(lines, level + 1);
  }

  toString(): string {
    return alignTabs(this.#lines.join('\n'), { minWidth: 0, padding: 2 });
  }
}

/** Rows under a heading of dashes, as descriptions print conditions. */
export function dashedTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return [header, header.map((name) => '-'.repeat(name.length)), ...rows].map((row) => row.join('\t'));
}

/** Labels or annotations as `key=value` texts, sorted. */
export function pairs(value: unknown, separator = '='): readonly string[] {
  return Object.entries(record(value))
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, entry]) => `${key}${separator}${String(entry)}`);
}

/** Annotations without what kubectl keeps for itself. */
export function annotationPairs(value: unknown): readonly string[] {
  const { [LAST_APPLIED]: _own, ...rest } = record(value);
  return pairs(rest, ': ');
}

/** `a=1,b=2`, or `<none>`. */
export function selectorText(value: unknown): string {
  return pairs(value).join(',') || '<none>';
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
