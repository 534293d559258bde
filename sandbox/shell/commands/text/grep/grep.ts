import type { RE2JS } from 're2js';
import { defineCommand, type CommandContext, type CommandInput, type Flag } from '../../../command';
import { LineReader } from '../../../streams/line-reader';
import { compileBasic, compileExtended, compileFixed, hasBackReference } from '../../../text/regex';
import type { Process } from '../../../../sim/index';
import { openOperand } from '../../input-file';
import { LineMatcher } from './line-matcher';
import { GrepPrinter } from './printer';

const FLAGS: readonly Flag[] = [
  {
    long: 'extended-regexp',
    short: 'E',
    type: 'switch',
    summary: 'PATTERNS are extended regular expressions',
  },
  { long: 'fixed-strings', short: 'F', type: 'switch', summary: 'PATTERNS are strings' },
  { long: 'basic-regexp', short: 'G', type: 'switch', summary: 'PATTERNS are basic regular expressions' },
  {
    long: 'perl-regexp',
    short: 'P',
    type: 'switch',
    summary: 'PATTERNS are RE2 expressions (no look-around, no back-references)',
  },
  { long: 'regexp', short: 'e', type: 'list', placeholder: 'PATTERNS', summary: 'use PATTERNS for matching' },
  { long: 'ignore-case', short: 'i', type: 'switch', summary: 'ignore case distinctions' },
  { long: 'word-regexp', short: 'w', type: 'switch', summary: 'match only whole words' },
  { long: 'line-regexp', short: 'x', type: 'switch', summary: 'match only whole lines' },
  { long: 'invert-match', short: 'v', type: 'switch', summary: 'select non-matching lines' },
  {
    long: 'max-count',
    short: 'm',
    type: 'string',
    placeholder: 'NUM',
    summary: 'stop after NUM selected lines',
  },
  { long: 'line-number', short: 'n', type: 'switch', summary: 'print line number with output lines' },
  { long: 'with-filename', short: 'H', type: 'switch', summary: 'print file name with output lines' },
  { long: 'no-filename', short: 'h', type: 'switch', summary: 'suppress the file name prefix' },
  {
    long: 'only-matching',
    short: 'o',
    type: 'switch',
    summary: 'show only nonempty parts of lines that match',
  },
  { long: 'quiet', short: 'q', type: 'switch', summary: 'suppress all normal output' },
  { long: 'no-messages', short: 's', type: 'switch', summary: 'suppress error messages' },
  { long: 'recursive', short: 'r', type: 'switch', summary: 'read all files under each directory' },
  {
    long: 'files-with-matches',
    short: 'l',
    type: 'switch',
    summary: 'print only names of FILEs with selected lines',
  },
  {
    long: 'files-without-match',
    short: 'L',
    type: 'switch',
    summary: 'print only names of FILEs with no selected lines',
  },
  { long: 'count', short: 'c', type: 'switch', summary: 'print only a count of selected lines per FILE' },
  {
    long: 'after-context',
    short: 'A',
    type: 'string',
    placeholder: 'NUM',
    summary: 'print NUM lines of trailing context',
  },
  {
    long: 'before-context',
    short: 'B',
    type: 'string',
    placeholder: 'NUM',
    summary: 'print NUM lines of leading context',
  },
  {
    long: 'context',
    short: 'C',
    type: 'string',
    placeholder: 'NUM',
    summary: 'print NUM lines of output context',
  },
  {
    long: 'color',
    type: 'string',
    implied: 'auto',
    values: ['always', 'never', 'auto'],
    summary: 'mark the matching strings',
  },
  { long: 'line-buffered', type: 'switch', summary: 'flush output on every line (always so here)' },
];

export const grep = defineCommand({
  path: ['grep'],
  summary: 'Print lines that match patterns.',
  usage: 'grep [OPTION]... PATTERNS [FILE]...',
  flags: FLAGS,
  misuseExitCode: 2,
  misuseShowsUsage: true,
  arguments: [
    { name: 'PATTERNS', complete: () => [] },
    { name: 'FILE', optional: true, repeated: true },
  ],
  examples: ['printf "a\\nb\\n" | grep -n b', 'seq 20 | grep -E "^1.$" -c'],
  *run(input, context) {
    const operands = [...input.positional];
    const given = input.list('regexp').length > 0 ? input.list('regexp') : operands.splice(0, 1);
    if (given.length === 0) {
      yield* context.error(
        "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n",
      );
      return 2;
    }
    const expressions = compileAll(
      given.flatMap((text) => text.split('\n')),
      input,
    );
    if (typeof expressions === 'string') return yield* complain(expressions, context);
    const numbers = contextNumbers(input);
    if (typeof numbers === 'string') return yield* complain(numbers, context);
    const files = listFiles(operands, input, context);
    const hasNames =
      input.has('with-filename') ||
      (!input.has('no-filename') && (files.length > 1 || input.has('recursive')));
    const matcher = new LineMatcher(expressions, {
      isWord: input.has('word-regexp'),
      isLine: input.has('line-regexp'),
      isInverted: input.has('invert-match'),
    });
    const run = new GrepPrinter(input, matcher, numbers, hasNames, context);
    return yield* searchAll(files, run, input, context);
  },
});

function* searchAll(
  files: readonly string[],
  run: GrepPrinter,
  input: CommandInput,
  context: CommandContext,
): Process<number> {
  let found = false;
  let failed = false;
  for (const file of files) {
    const reader = openOperand(file, context);
    if (typeof reader === 'string') {
      failed = reader !== 'Is a directory' || failed;
      if (!input.has('no-messages')) yield* context.error(`grep: ${file}: ${reader}\n`);
      continue;
    }
    const name = file === '-' ? '(standard input)' : file;
    if (yield* run.search(new LineReader(reader), name)) found = true;
    if (found && input.has('quiet')) return 0;
  }
  return failed ? 2 : found ? 0 : 1;
}

function compileAll(patterns: readonly string[], input: CommandInput): RE2JS[] | string {
  const isInsensitive = input.has('ignore-case');
  const isExtended = input.has('extended-regexp') || input.has('perl-regexp');
  const expressions: RE2JS[] = [];
  for (const pattern of patterns) {
    if (!input.has('fixed-strings') && hasBackReference(pattern))
      return `back-references are not supported: ${pattern}`;
    const compiled = input.has('fixed-strings')
      ? compileFixed(pattern, isInsensitive)
      : isExtended
        ? compileExtended(pattern, isInsensitive)
        : compileBasic(pattern, isInsensitive);
    if (!compiled) return malformed(pattern);
    expressions.push(compiled);
  }
  return expressions;
}

function malformed(pattern: string): string {
  const bare = pattern.replace(/\\[^()]|\[[^\]]*\]/g, '');
  if (/\[[^\]]*$/.test(pattern)) return 'Invalid regular expression';
  const opens = bare.split('(').length;
  const closes = bare.split(')').length;
  if (opens > closes) return 'Unmatched ( or \\(';
  if (closes > opens) return 'Unmatched ) or \\)';
  return `Invalid regular expression: ${pattern}`;
}

function contextNumbers(input: CommandInput): { before: number; after: number; max: number } | string {
  const read = (name: string): number | undefined => {
    const text = input.flag(name);
    return text === undefined ? undefined : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  };
  const both = read('context') ?? 0;
  const before = read('before-context') ?? both;
  const after = read('after-context') ?? both;
  const max = read('max-count') ?? Infinity;
  if (Number.isNaN(max)) return 'invalid max count';
  if (Number.isNaN(before) || Number.isNaN(after)) {
    const wrong = ['before-context', 'after-context', 'context']
      .map((name) => input.flag(name) ?? '')
      .find((text) => text !== '' && !/^\d+$/.test(text));
    return `${wrong ?? ''}: invalid context length argument`;
  }
  return { before, after, max };
}

function listFiles(
  operands: readonly string[],
  input: CommandInput,
  context: CommandContext,
): readonly string[] {
  if (!input.has('recursive')) return operands.length > 0 ? operands : ['-'];
  const { files } = context.world;
  return (operands.length > 0 ? operands : ['.']).flatMap((operand) => {
    const path = files.resolve(operand, context.cwd);
    if (!files.isDirectory(path)) return [operand];
    const prefix = path === '/' ? '/' : `${path}/`;
    const shown = operands.length === 0 ? '' : operand.endsWith('/') ? operand : `${operand}/`;
    return files
      .all()
      .flatMap((file) => (file.startsWith(prefix) ? [shown + file.slice(prefix.length)] : []));
  });
}

function* complain(reason: string, context: CommandContext): Process<number> {
  yield* context.error(`grep: ${reason}\n`);
  return 2;
}
