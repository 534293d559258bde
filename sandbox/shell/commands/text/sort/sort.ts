import { defineCommand, type CommandContext, type CommandInput } from '../../../command';
import { linesOf, readAll } from '../../../streams/line-reader';
import type { Process } from '../../../../sim/index';
import { openOperand, operandsOrInput } from '../../input-file';
import { fail } from '../../misuse';
import { compareBy, parseKey, type Ordering, type SortKey } from './key';

const ORDERINGS = [
  ['numeric-sort', 'n', 'compare according to string numerical value'],
  ['human-numeric-sort', 'h', 'compare human readable numbers (e.g., 2K 1G)'],
  ['version-sort', 'V', 'natural sort of (version) numbers within text'],
  ['general-numeric-sort', 'g', 'compare according to general numerical value'],
  ['ignore-case', 'f', 'fold lower case to upper case characters'],
  ['ignore-leading-blanks', 'b', 'ignore leading blanks'],
  ['dictionary-order', 'd', 'consider only blanks and alphanumeric characters'],
  ['reverse', 'r', 'reverse the result of comparisons'],
] as const;

export const sort = defineCommand({
  path: ['sort'],
  summary: 'Sort lines of text.',
  usage: 'sort [OPTION]... [FILE]...',
  flags: [
    ...ORDERINGS.map(([long, short, summary]) => ({ long, short, summary, type: 'switch' as const })),
    {
      long: 'key',
      short: 'k',
      type: 'list',
      placeholder: 'KEYDEF',
      summary: 'sort via a key: F[.C][OPTS][,F[.C][OPTS]]',
    },
    {
      long: 'field-separator',
      short: 't',
      type: 'string',
      placeholder: 'SEP',
      summary: 'use SEP instead of non-blank to blank transition',
    },
    { long: 'unique', short: 'u', type: 'switch', summary: 'output only the first of an equal run' },
    {
      long: 'stable',
      short: 's',
      type: 'switch',
      summary: 'stabilize sort by disabling last-resort comparison',
    },
    { long: 'check', short: 'c', type: 'switch', summary: 'check for sorted input; do not sort' },
    {
      long: 'output',
      short: 'o',
      type: 'string',
      placeholder: 'FILE',
      summary: 'write result to FILE instead of standard output',
    },
  ],
  misuseExitCode: 2,
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ['printf "b 2\\na 10\\n" | sort -k2 -n', 'printf "3\\n1\\n" | sort -rn'],
  *run(input, context) {
    const separator = input.flag('field-separator');
    if (separator !== undefined && separator !== '\\0' && [...separator].length !== 1) {
      return yield* fail(
        'sort',
        separator === '' ? 'empty tab' : `multi-character tab ‘${separator}’`,
        context,
        2,
      );
    }
    const global = orderingOf(input);
    const keys: SortKey[] = [];
    for (const text of input.list('key')) {
      const key = parseKey(text, global);
      if (typeof key === 'string') return yield* fail('sort', key, context, 2);
      keys.push(key);
    }
    const lines = yield* readLines(input, context);
    if (!lines) return 2;
    const compare = compareBy(keys, global, separator, {
      isStable: input.has('stable') || input.has('unique'),
    });
    if (input.has('check')) return yield* check(lines, compare, input, context);
    const sorted = lines.sort(compare);
    const kept = input.has('unique')
      ? sorted.filter((line, i) => i === 0 || compare(sorted[i - 1] ?? '', line) !== 0)
      : sorted;
    return yield* print(kept, input.flag('output'), context);
  },
});

function orderingOf(input: CommandInput): Ordering {
  return { letters: ORDERINGS.flatMap(([long, short]) => (input.has(long) ? [short] : [])).join('') };
}

function* readLines(input: CommandInput, context: CommandContext): Process<string[] | undefined> {
  const lines: string[] = [];
  for (const operand of operandsOrInput(input.positional)) {
    const reader = openOperand(operand, context);
    if (typeof reader === 'string') {
      const what = reader === 'Is a directory' ? 'read failed' : 'cannot read';
      yield* fail('sort', `${what}: ${operand}: ${reader}`, context);
      return undefined;
    }
    for (const line of linesOf(yield* readAll(reader))) lines.push(line);
  }
  return lines;
}

function* check(
  lines: readonly string[],
  compare: (a: string, b: string) => number,
  input: CommandInput,
  context: CommandContext,
): Process<number> {
  const limit = input.has('unique') ? -1 : 0;
  const at = lines.findIndex((line, i) => i > 0 && compare(lines[i - 1] ?? '', line) > limit);
  if (at < 0) return 0;
  return yield* fail(
    'sort',
    `${input.positional[0] ?? '-'}:${String(at + 1)}: disorder: ${lines[at] ?? ''}`,
    context,
  );
}

function* print(
  lines: readonly string[],
  file: string | undefined,
  context: CommandContext,
): Process<number> {
  const text = lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  if (file === undefined) yield* context.write(text);
  else context.world.files.write(context.world.files.resolve(file, context.cwd), text);
  return 0;
}
