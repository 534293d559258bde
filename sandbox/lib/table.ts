/** How cells are padded, as Go's tabwriter is told. */
export interface TableStyle {
  /** Narrowest a column may be, padding included. */
  readonly minWidth: number;
  /** Spaces after the widest cell of a column. */
  readonly padding: number;
}

/** kubectl's tables. */
export const KUBECTL_TABLE: TableStyle = { minWidth: 6, padding: 3 };

/** Rows as lines of aligned columns; the last cell of a row is not padded. Ends with a newline unless empty. */
export function formatTable(rows: readonly (readonly string[])[], style: TableStyle = KUBECTL_TABLE): string {
  return alignTabs(rows.map((row) => `${row.join('\t')}\n`).join(''), style);
}

/**
 * Aligns text whose cells end in tabs: a column is as wide as its widest cell in a run of consecutive lines that
 * have the column, whatever else stands in them (elastic tabstops, as Go's text/tabwriter does it).
 */
export function alignTabs(text: string, style: TableStyle): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const widths = lines.map((): number[] => []);
  measure(lines, widths, 0, lines.length, 0, style);
  return lines
    .map((cells, row) =>
      cells
        .map((cell, column) => (column < cells.length - 1 ? pad(cell, widths[row]?.[column] ?? 0) : cell))
        .join(''),
    )
    .join('\n');
}

function measure(
  lines: readonly (readonly string[])[],
  widths: readonly number[][],
  from: number,
  to: number,
  column: number,
  style: TableStyle,
): void {
  for (let row = from; row < to; row++) {
    if (column >= (lines[row]?.length ?? 0) - 1) continue;
    let end = row;
    let width = style.minWidth;
    let blank = true;
    for (; end < to && column < (lines[end]?.length ?? 0) - 1; end++) {
      const cell = widthOf(lines[end]?.[column] ?? '');
      width = Math.max(width, cell + style.padding);
      if (cell > 0) blank = false;
    }
    // A column of empty cells takes no room at all.
    if (blank && style.minWidth === 0) width = 0;
    for (let line = row; line < end; line++) {
      const own = widths[line];
      if (own) own[column] = width;
    }
    measure(lines, widths, row, end, column + 1, style);
    row = end - 1;
  }
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - widthOf(cell)));
}

/** Code points, as Go counts them. */
function widthOf(cell: string): number {
  return cell.length < 1 ? 0 : [...cell].length;
}
