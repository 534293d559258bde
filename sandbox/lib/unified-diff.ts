/** Lines of a change in the unified format (`@@ -1,3 +1,4 @@`), without file headers; empty when nothing differs. */
export function unifiedDiff(before: string, after: string, context: number): string {
  const edits = editScript(linesOf(before), linesOf(after));
  return hunks(edits, context).map(hunkText).join('');
}

interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
  /** Line numbers (from 1) the edit stands at in both texts. */
  readonly oldLine: number;
  readonly newLine: number;
}

function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/** The shortest edit script, by longest common subsequence; removals stand before additions. */
function editScript(a: readonly string[], b: readonly string[]): readonly Edit[] {
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j]
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  const push = (sign: Edit['sign'], line: string): void => {
    edits.push({ sign, line, oldLine: i + 1, newLine: j + 1 });
  };
  while (i < a.length || j < b.length) {
    const same = i < a.length && j < b.length && a[i] === b[j];
    if (same) {
      push(' ', a[i] ?? '');
      i++;
      j++;
    } else if (
      j >= b.length ||
      (i < a.length && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    ) {
      push('-', a[i] ?? '');
      i++;
    } else {
      push('+', b[j] ?? '');
      j++;
    }
  }
  return edits;
}

/** Groups edits with their context; groups that touch are one. */
function hunks(edits: readonly Edit[], context: number): readonly (readonly Edit[])[] {
  const groups: { from: number; to: number }[] = [];
  edits.forEach((edit, at) => {
    if (edit.sign === ' ') return;
    const from = Math.max(0, at - context);
    const to = Math.min(edits.length, at + context + 1);
    const last = groups.at(-1);
    if (last && from <= last.to) last.to = to;
    else groups.push({ from, to });
  });
  return groups.map(({ from, to }) => edits.slice(from, to));
}

function hunkText(hunk: readonly Edit[]): string {
  const oldCount = hunk.filter((edit) => edit.sign !== '+').length;
  const newCount = hunk.filter((edit) => edit.sign !== '-').length;
  const [first] = hunk;
  const oldStart = oldCount === 0 ? (first?.oldLine ?? 1) - 1 : (first?.oldLine ?? 1);
  const newStart = newCount === 0 ? (first?.newLine ?? 1) - 1 : (first?.newLine ?? 1);
  const heading = `@@ -${rangeText(oldStart, oldCount)} +${rangeText(newStart, newCount)} @@\n`;
  return heading + hunk.map((edit) => `${edit.sign}${edit.line}\n`).join('');
}

function rangeText(start: number, count: number): string {
  return count === 1 ? String(start) : `${String(start)},${String(count)}`;
}
