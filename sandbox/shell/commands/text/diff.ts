import { defineCommand, type CommandContext } from '../../command';
import { modifiedAt } from '../../modification-times';
import { linesOf, readAll } from '../../streams/line-reader';
import { formatDate } from '../system/date/format';
import { openOperand } from '../input-file';
import { fail } from '../misuse';
import type { Process } from '../../../sim/index';
import { lineEdits, type Edit } from './line-edits';

export const diff = defineCommand({
  path: ['diff'],
  summary: 'Compare two files line by line.',
  usage: 'diff [OPTION]... FILES',
  flags: [
    { short: 'u', type: 'switch', summary: 'output 3 lines of unified context' },
    {
      long: 'unified',
      short: 'U',
      type: 'string',
      implied: '3',
      placeholder: 'NUM',
      summary: 'output NUM (default 3) lines of unified context',
    },
    { long: 'brief', short: 'q', type: 'switch', summary: 'report only when files differ' },
    {
      long: 'report-identical-files',
      short: 's',
      type: 'switch',
      summary: 'report when two files are the same',
    },
  ],
  misuseExitCode: 2,
  arguments: [{ name: 'FILE', repeated: true }],
  examples: ['seq 3 > a; seq 2 4 > b; diff -u a b'],
  *run(input, context) {
    const [left, right, extra] = input.positional;
    if (left === undefined || right === undefined || extra !== undefined) {
      const reason =
        extra === undefined ? `missing operand after '${left ?? 'diff'}'` : `extra operand '${extra}'`;
      yield* context.error(`diff: ${reason}\ndiff: Try 'diff --help' for more information.\n`);
      return 2;
    }
    const texts: string[] = [];
    let status = 0;
    for (const operand of [left, right]) {
      const reader = openOperand(operand, context);
      if (typeof reader === 'string') status = yield* fail('diff', `${operand}: ${reader}`, context, 2);
      else texts.push(yield* readAll(reader));
    }
    if (status !== 0) return status;
    const [before = '', after = ''] = texts;
    if (before === after) {
      if (input.has('report-identical-files'))
        yield* context.write(`Files ${left} and ${right} are identical\n`);
      return 0;
    }
    if (input.has('brief')) {
      yield* context.write(`Files ${left} and ${right} differ\n`);
      return 1;
    }
    const edits = lineEdits(marked(before), marked(after));
    const margin = input.has('u') ? 3 : input.flag('unified');
    if (margin === undefined) yield* context.write(normalDiff(edits));
    else yield* unified(edits, Number(margin), [left, right], context);
    return 1;
  },
});

/** Lines; a last line without a newline carries diff's remark. */
function marked(text: string): string[] {
  const lines = linesOf(text);
  if (text !== '' && !text.endsWith('\n')) lines.push(`${lines.pop() ?? ''}\n\\ No newline at end of file`);
  return lines;
}

/** Edits grouped to hunks: runs of changes with at most `margin` unchanged lines around. */
function hunksOf(edits: readonly Edit[], margin: number): Edit[][] {
  const hunks: Edit[][] = [];
  let lastChange = -Infinity;
  edits.forEach((edit, i) => {
    if (edit.is === 'same') return;
    const start = Math.max(0, i - margin);
    if (start <= lastChange + margin + 1 && hunks.length > 0)
      hunks.at(-1)?.push(...edits.slice(lastChange + 1, i + 1));
    else {
      closeHunk(hunks, edits, lastChange, margin);
      hunks.push(edits.slice(start, i + 1));
    }
    lastChange = i;
  });
  closeHunk(hunks, edits, lastChange, margin);
  return hunks;
}

function closeHunk(hunks: Edit[][], edits: readonly Edit[], lastChange: number, margin: number): void {
  if (hunks.length > 0) hunks.at(-1)?.push(...edits.slice(lastChange + 1, lastChange + 1 + margin));
}

function* unified(
  edits: readonly Edit[],
  margin: number,
  names: readonly string[],
  context: CommandContext,
): Process<void> {
  const { files } = context.world;
  const heads = names.map((name, i) => {
    const ms = modifiedAt(files, files.resolve(name, context.cwd)) ?? context.world.now();
    return `${i === 0 ? '---' : '+++'} ${name}\t${formatDate('%F %T.%N %z', ms)}\n`;
  });
  yield* context.write(heads.join(''));
  for (const hunk of hunksOf(edits, margin)) {
    const left = range(hunk.filter((edit) => edit.is !== 'added').length, hunk[0]?.leftLine ?? 0);
    const right = range(hunk.filter((edit) => edit.is !== 'removed').length, hunk[0]?.rightLine ?? 0);
    const lines = hunk.map(({ is, text }) => `${is === 'same' ? ' ' : is === 'added' ? '+' : '-'}${text}\n`);
    yield* context.write(`@@ -${left} +${right} @@\n${lines.join('')}`);
  }
}

function range(count: number, first: number): string {
  if (count === 1) return String(first);
  return `${String(count === 0 ? first - 1 : first)},${String(count)}`;
}

/** `2c2`, `3a4`, `5d4` with `<` and `>` lines. */
function normalDiff(edits: readonly Edit[]): string {
  return hunksOf(edits, 0)
    .map((hunk) => {
      const removed = hunk.filter((edit) => edit.is === 'removed');
      const added = hunk.filter((edit) => edit.is === 'added');
      const letter = removed.length === 0 ? 'a' : added.length === 0 ? 'd' : 'c';
      const [first] = hunk;
      const left = span((first?.leftLine ?? 1) - (removed.length === 0 ? 1 : 0), removed.length);
      const right = span((first?.rightLine ?? 1) - (added.length === 0 ? 1 : 0), added.length);
      const body = [
        ...removed.map((edit) => `< ${edit.text}\n`),
        ...(letter === 'c' ? ['---\n'] : []),
        ...added.map((edit) => `> ${edit.text}\n`),
      ];
      return `${left}${letter}${right}\n${body.join('')}`;
    })
    .join('');
}

function span(first: number, count: number): string {
  return count > 1 ? `${String(first)},${String(first + count - 1)}` : String(first);
}
