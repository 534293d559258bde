/** One line of a comparison, with the line numbers (from 1) that both sides have reached. */
export interface Edit {
  readonly is: 'same' | 'removed' | 'added';
  readonly text: string;
  readonly leftLine: number;
  readonly rightLine: number;
}

/** Past this many cells the middle is reported as replaced as a whole. */
const MAX_CELLS = 4_000_000;

/** A shortest edit script between two lists of lines (longest common subsequence). */
export function lineEdits(left: readonly string[], right: readonly string[]): Edit[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let tail = 0;
  while (tail < Math.min(left.length, right.length) - start && left.at(-1 - tail) === right.at(-1 - tail))
    tail++;
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  const push = (is: Edit['is']): void => {
    edits.push({ is, text: (is === 'added' ? right[j] : left[i]) ?? '', leftLine: i + 1, rightLine: j + 1 });
    if (is !== 'added') i++;
    if (is !== 'removed') j++;
  };
  while (i < start) push('same');
  const leftEnd = left.length - tail;
  const rightEnd = right.length - tail;
  const lengths = commonLengths(left.slice(start, leftEnd), right.slice(start, rightEnd));
  while (i < leftEnd || j < rightEnd) {
    const width = rightEnd - start + 1;
    const at = (row: number, column: number): number =>
      lengths?.[(row - start) * width + (column - start)] ?? 0;
    if (lengths && i < leftEnd && j < rightEnd && left[i] === right[j]) push('same');
    else if (i < leftEnd && (j >= rightEnd || at(i + 1, j) >= at(i, j + 1))) push('removed');
    else push('added');
  }
  while (i < left.length) push('same');
  return edits;
}

/** Lengths of the common subsequences of all suffixes, row by row; undefined when that would be too much. */
function commonLengths(left: readonly string[], right: readonly string[]): Uint32Array | undefined {
  const width = right.length + 1;
  if ((left.length + 1) * width > MAX_CELLS) return undefined;
  const lengths = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        left[i] === right[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  return lengths;
}
