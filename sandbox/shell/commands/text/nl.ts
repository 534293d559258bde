import { defineCommand } from '../../command';
import { fail } from '../misuse';
import { eachLine } from './each-line';

export const nl = defineCommand({
  path: ['nl'],
  summary: 'Number lines.',
  usage: 'nl [OPTION]... [FILE]...',
  flags: [
    {
      long: 'body-numbering',
      short: 'b',
      type: 'string',
      placeholder: 'STYLE',
      default: 't',
      values: ['a', 't', 'n'],
      summary: 'a: all lines, t: nonempty lines, n: none',
    },
    {
      long: 'starting-line-number',
      short: 'v',
      type: 'string',
      placeholder: 'NUMBER',
      default: '1',
      summary: 'first line number',
    },
    {
      long: 'number-width',
      short: 'w',
      type: 'string',
      placeholder: 'NUMBER',
      default: '6',
      summary: 'use NUMBER columns for line numbers',
    },
    {
      long: 'number-separator',
      short: 's',
      type: 'string',
      placeholder: 'STRING',
      default: '\t',
      summary: 'add STRING after line number',
    },
  ],
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ['seq 3 | nl'],
  *run(input, context) {
    const style = input.flag('body-numbering') ?? 't';
    if (!['a', 't', 'n'].includes(style))
      return yield* fail('nl', `invalid body numbering style: ‘${style}’`, context);
    const width = Number(input.flag('number-width'));
    const separator = input.flag('number-separator') ?? '\t';
    let number = Number(input.flag('starting-line-number'));
    return yield* eachLine(
      input.positional,
      context,
      (file, reason) => `nl: ${file}: ${reason}`,
      (line) => {
        const isNumbered = style === 'a' || (style === 't' && line !== '');
        return isNumbered
          ? String(number++).padStart(width) + separator + line
          : ' '.repeat(width + separator.length) + line;
      },
    );
  },
});
