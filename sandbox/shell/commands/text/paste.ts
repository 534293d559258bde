import { defineCommand } from '../../command';
import { LineReader } from '../../streams/line-reader';
import { decodeEscapes } from '../../text/escapes';
import { openOperand, operandsOrInput } from '../input-file';
import { fail } from '../misuse';

export const paste = defineCommand({
  path: ['paste'],
  summary: 'Merge lines of files side by side.',
  usage: 'paste [OPTION]... [FILE]...',
  flags: [
    {
      long: 'delimiters',
      short: 'd',
      type: 'string',
      placeholder: 'LIST',
      default: '\t',
      summary: 'reuse characters from LIST instead of TABs',
    },
    {
      long: 'serial',
      short: 's',
      type: 'switch',
      summary: 'paste one file at a time instead of in parallel',
    },
  ],
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ['seq 3 | paste -sd,'],
  *run(input, context) {
    const delimiters = [...decodeEscapes(input.flag('delimiters') ?? '\t').text];
    const readers: LineReader[] = [];
    const standardInput = new LineReader(() => context.read());
    for (const operand of operandsOrInput(input.positional)) {
      const reader = openOperand(operand, context);
      if (typeof reader === 'string') return yield* fail('paste', `${operand}: ${reader}`, context);
      readers.push(operand === '-' ? standardInput : new LineReader(reader));
    }
    const join = (parts: readonly string[]): string =>
      parts.reduce(
        (text, part, i) => (i === 0 ? part : text + (delimiters[(i - 1) % delimiters.length] ?? '') + part),
        '',
      );
    if (input.has('serial')) {
      for (const reader of readers) {
        const lines: string[] = [];
        for (let line = yield* reader.next(); line !== undefined; line = yield* reader.next())
          lines.push(line);
        yield* context.write(`${join(lines)}\n`);
      }
      return 0;
    }
    for (;;) {
      const lines: (string | undefined)[] = [];
      for (const reader of readers) lines.push(yield* reader.next());
      if (lines.every((line) => line === undefined)) return 0;
      if (!(yield* context.write(`${join(lines.map((line) => line ?? ''))}\n`))) return 0;
    }
  },
});
