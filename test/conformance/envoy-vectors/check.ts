/** Checks one set of vectors; answers the first difference, undefined when everything agrees. */
export type SetCheck = (set: never) => string | undefined;

/** The first difference among rows. */
export function firstDifference<Row>(
  rows: readonly Row[],
  compare: (row: Row) => { readonly got: unknown; readonly expected: unknown } | undefined,
): string | undefined {
  for (const row of rows) {
    const result = compare(row);
    if (result === undefined) continue;
    const got = JSON.stringify(result.got);
    const expected = JSON.stringify(result.expected);
    if (got !== expected) return `${JSON.stringify(row).slice(0, 120)}: got ${got}, expected ${expected}`;
  }
  return undefined;
}
