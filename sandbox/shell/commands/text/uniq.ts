import { defineCommand, type CommandInput } from '../../command';
import { LineReader } from '../../streams/line-reader';
import { openOperand } from '../input-file';
import { fail } from '../misuse';

export const uniq = defineCommand({
  path: ['uniq'],
  summary: 'Report or omit repeated lines.',
  usage: 'uniq [OPTION]... [INPUT]',
  flags: [
    { long: 'count', short: 'c', type: 'switch', summary: 'prefix lines by the number of occurrences' },
    {
      long: 'repeated',
      short: 'd',
      type: 'switch',
      summary: 'only print duplicate lines, one for each group',
    },
    { long: 'unique', short: 'u', type: 'switch', summary: 'only print unique lines' },
    { long: 'ignore-case', short: 'i', type: 'switch', summary: 'ignore differences in case when comparing' },
    {
      long: 'skip-fields',
      short: 'f',
      type: 'string',
      placeholder: 'N',
      default: '0',
      summary: 'avoid comparing the first N fields',
    },
    {
      long: 'skip-chars',
      short: 's',
      type: 'string',
      placeholder: 'N',
      default: '0',
      summary: 'avoid comparing the first N characters',
    },
  ],
  arguments: [{ name: 'INPUT', optional: true }],
  examples: ['printf "b\\na\\nb\\n" | sort | uniq -c'],
  *run(input, context) {
    const [operand = '-', extra] = input.positional;
    if (extra !== undefined)
      return yield* fail('uniq', 'writing to an output file is not supported; use > instead', context);
    const opened = openOperand(operand, context);
    if (typeof opened === 'string') return yield* fail('uniq', `${operand}: ${opened}`, context);
    const reader = new LineReader(opened);
    const shown = groupLine(input);
    let first = yield* reader.next();
    while (first !== undefined) {
      const key = compared(first, input);
      let count = 1;
      let line = yield* reader.next();
      while (line !== undefined && compared(line, input) === key) {
        count++;
        line = yield* reader.next();
      }
      const text = shown(first, count);
      if (text !== undefined && !(yield* context.write(text))) return 0;
      first = line;
    }
    return 0;
  },
});

function groupLine(input: CommandInput): (line: string, count: number) => string | undefined {
  return (line, count) => {
    if (input.has('repeated') && count === 1) return undefined;
    if (input.has('unique') && count > 1) return undefined;
    return input.has('count') ? `${String(count).padStart(7)} ${line}\n` : `${line}\n`;
  };
}

function compared(line: string, input: CommandInput): string {
  let text = line;
  for (let left = Number(input.flag('skip-fields')); left > 0; left--)
    text = text.replace(/^[ \t]*[^ \t]*/, '');
  text = text.slice(Number(input.flag('skip-chars')));
  return input.has('ignore-case') ? text.toLowerCase() : text;
}
