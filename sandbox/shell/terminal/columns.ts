import { textWidth } from '../text/width';

/** Most entries a list shows. */
const MAX_ENTRIES = 200;

/** Entries in columns, filled top to bottom as `ls` and Tab lists do; ends with a newline. */
export function inColumns(entries: readonly string[], columns: number): string {
  const shown = entries.slice(0, MAX_ENTRIES);
  const width = Math.max(1, ...shown.map(textWidth)) + 2;
  const perRow = Math.max(1, Math.floor(columns / width));
  const rows = Math.ceil(shown.length / perRow);
  const lines: string[] = [];
  for (let row = 0; row < rows; row++) {
    const cells = shown.filter((_, i) => i % rows === row);
    lines.push(
      cells
        .map((cell, i) => (i === cells.length - 1 ? cell : cell + ' '.repeat(width - textWidth(cell))))
        .join(''),
    );
  }
  const more = entries.length > shown.length ? [`… and ${String(entries.length - shown.length)} more`] : [];
  return [...lines, ...more].map((line) => `${line}\n`).join('');
}
