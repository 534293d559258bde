import { octetText } from '../../../lib/octet-text';
import { decodeBytes, encodeBytes } from '../../../lib/base64';
import { utf8Bytes, utf8Text } from '../../../net/index';
import { defineCommand } from '../../command';
import { readAll } from '../../streams/line-reader';
import { openOperand } from '../input-file';
import { fail } from '../misuse';

const WIDTH = 76;

export const base64 = defineCommand({
  path: ['base64'],
  summary: 'Encode or decode base64.',
  usage: 'base64 [OPTION]... [FILE]',
  flags: [
    { long: 'decode', short: 'd', type: 'switch', summary: 'decode data' },
    { long: 'ignore-garbage', short: 'i', type: 'switch', summary: 'when decoding, ignore other characters' },
    {
      long: 'wrap',
      short: 'w',
      type: 'number',
      placeholder: 'COLS',
      summary: 'wrap lines after COLS characters',
    },
  ],
  arguments: [{ name: 'FILE', optional: true }],
  examples: ['echo hello | base64', 'echo aGVsbG8K | base64 -d'],
  *run(input, context) {
    const [operand = '-'] = input.positional;
    const opened = openOperand(operand, context);
    if (typeof opened === 'string') return yield* fail('base64', `${operand}: ${opened}`, context);
    const text = yield* readAll(opened);
    if (input.has('decode')) {
      const kept = text.replace(input.has('ignore-garbage') ? /[^A-Za-z0-9+/]/g : /\s/g, '');
      const bytes = decodeBytes(kept);
      if (bytes === undefined) return yield* fail('base64', 'invalid input', context);
      // Bytes that are no UTF-8 stand for the characters of their numbers.
      yield* context.write(utf8Text(bytes) ?? octetText(bytes));
      return 0;
    }
    const width = Number(input.flag('wrap') ?? WIDTH);
    const encoded = encodeBytes(utf8Bytes(text));
    const lines = width === 0 ? [encoded] : (encoded.match(new RegExp(`.{1,${String(width)}}`, 'g')) ?? []);
    yield* context.write(lines.join('\n') + (width === 0 || encoded === '' ? '' : '\n'));
    return 0;
  },
});
