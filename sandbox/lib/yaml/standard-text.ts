import { judge } from './diagnose/grammar';
import { Problem, type Mark } from './diagnose/mark';
import { Scanner } from './diagnose/scanner';
import { Lines } from './source-index';

/** A text as the standard wants it, and where its offsets stand in the text it was made from. */
export interface StandardText {
  readonly text: string;
  readonly originalOffset: (offset: number) => number;
}

const MOST_ADDED = 1 << 20;

/**
 * Puts a text that kubectl's YAML library takes so that our parser takes it too. What follows the first document is
 * left out, whatever it is; lines that go on inside brackets or quotes are indented as far as what they continue:
 * such indentation says nothing, but the standard wants more of it than the parent has.
 */
export function standardText(whole: string): StandardText {
  const verdict = judge(whole);
  const text = verdict instanceof Problem ? whole : whole.slice(0, verdict.end);
  const columns = continuedLines(text);
  const lines = text.split('\n');
  const added = lines.map((line, index) => Math.max(0, (columns.get(index) ?? 0) - indentation(line)));
  const addedBefore: number[] = [];
  let total = 0;
  for (const count of added) {
    addedBefore.push(total);
    total += count;
  }
  if (total > MOST_ADDED) return { text, originalOffset: (offset) => offset };
  const indented = new Lines(lines.map((line, index) => ' '.repeat(added[index] ?? 0) + line).join('\n'));
  return {
    text: indented.text,
    originalOffset(offset) {
      const { line, column } = indented.positionAt(offset);
      return offset - (addedBefore[line - 1] ?? 0) - Math.min(added[line - 1] ?? 0, column - 1);
    },
  };
}

function indentation(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

/** Lines (from 0) that begin inside brackets or quotes, each with the column of the outermost. */
function continuedLines(text: string): ReadonlyMap<number, number> {
  const columns = new Map<number, number>();
  const enclose = (start: Mark, endLine: number): void => {
    for (let line = start.line + 1; line <= endLine; line++) columns.set(line, start.column);
  };
  const scanner = new Scanner(text);
  const open: Mark[] = [];
  for (let token = scanner.next(); token.type !== 'stream-end'; token = scanner.next()) {
    const { type, mark, endLine } = token;
    if (type === 'flow-sequence-start' || type === 'flow-mapping-start') open.push(mark);
    else if (type === 'flow-sequence-end' || type === 'flow-mapping-end') {
      const start = open.pop();
      if (start && open.length === 0) enclose(start, mark.line);
    } else if (endLine !== undefined && open.length === 0) enclose(mark, endLine);
  }
  return columns;
}
