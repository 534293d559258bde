import { defineCommand } from '../../command';
import { readAll } from '../../streams/line-reader';
import { textWidth, utf8Length } from '../../text/width';
import { openOperand, type OpenFailure } from '../input-file';
import { fail } from '../misuse';

type Counts = Readonly<Record<'lines' | 'words' | 'chars' | 'bytes' | 'max-line-length', number>>;

const ORDER = ['lines', 'words', 'chars', 'bytes', 'max-line-length'] as const;

export const wc = defineCommand({
  path: ['wc'],
  summary: 'Count lines, words and bytes.',
  usage: 'wc [OPTION]... [FILE]...',
  flags: [
    { long: 'bytes', short: 'c', type: 'switch', summary: 'print the byte counts' },
    { long: 'chars', short: 'm', type: 'switch', summary: 'print the character counts' },
    { long: 'lines', short: 'l', type: 'switch', summary: 'print the newline counts' },
    { long: 'max-line-length', short: 'L', type: 'switch', summary: 'print the maximum display width' },
    { long: 'words', short: 'w', type: 'switch', summary: 'print the word counts' },
  ],
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ['seq 10 | wc -l'],
  *run(input, context) {
    const chosen = ORDER.filter((name) => input.has(name));
    const columns = chosen.length > 0 ? chosen : (['lines', 'words', 'bytes'] as const);
    const operands = input.positional.length > 0 ? input.positional : ['-'];
    const rows: { readonly name: string; readonly counts?: Counts; readonly failure?: OpenFailure }[] = [];
    let total = count('');
    for (const name of operands) {
      const reader = openOperand(name, context);
      if (typeof reader === 'string') rows.push({ name, failure: reader });
      else {
        const counts = count(yield* readAll(reader));
        total = add(total, counts);
        rows.push({ name, counts });
      }
    }
    const isSingle = operands.length === 1 && columns.length === 1;
    const hasPipe = operands.includes('-') || rows.some((row) => row.failure === 'Is a directory');
    const width = isSingle ? 1 : Math.max(hasPipe ? 7 : 1, String(total.bytes).length);
    const line = (counts: Counts, name: string): string =>
      `${columns.map((column) => String(counts[column]).padStart(width)).join(' ')}${name === '' ? '' : ` ${name}`}\n`;
    let status = 0;
    for (const { name, counts, failure } of rows) {
      if (failure !== undefined) status = yield* fail('wc', `${name}: ${failure}`, context);
      if (counts ?? failure === 'Is a directory') {
        yield* context.write(line(counts ?? count(''), input.positional.length === 0 ? '' : name));
      }
    }
    if (operands.length > 1) yield* context.write(line(total, 'total'));
    return status;
  },
});

function count(text: string): Counts {
  const lines = text.split('\n');
  return {
    lines: lines.length - 1,
    words: text.match(/\S+/g)?.length ?? 0,
    chars: [...text].length,
    bytes: utf8Length(text),
    'max-line-length': lines.reduce((longest, line) => Math.max(longest, textWidth(line)), 0),
  };
}

function add(a: Counts, b: Counts): Counts {
  return {
    lines: a.lines + b.lines,
    words: a.words + b.words,
    chars: a.chars + b.chars,
    bytes: a.bytes + b.bytes,
    'max-line-length': Math.max(a['max-line-length'], b['max-line-length']),
  };
}
