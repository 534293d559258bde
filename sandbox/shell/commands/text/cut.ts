import { defineCommand } from '../../command';
import { misuse } from '../misuse';
import { eachLine } from './each-line';

type Range = readonly [number, number];

export const cut = defineCommand({
  path: ['cut'],
  summary: 'Print selected parts of lines.',
  usage: 'cut OPTION... [FILE]...',
  flags: [
    { long: 'bytes', short: 'b', type: 'string', placeholder: 'LIST', summary: 'select only these bytes' },
    {
      long: 'characters',
      short: 'c',
      type: 'string',
      placeholder: 'LIST',
      summary: 'select only these characters',
    },
    {
      long: 'delimiter',
      short: 'd',
      type: 'string',
      placeholder: 'DELIM',
      summary: 'use DELIM instead of TAB for field delimiter',
    },
    { long: 'fields', short: 'f', type: 'string', placeholder: 'LIST', summary: 'select only these fields' },
    {
      long: 'complement',
      type: 'switch',
      summary: 'complement the set of selected bytes, characters or fields',
    },
    {
      long: 'only-delimited',
      short: 's',
      type: 'switch',
      summary: 'do not print lines not containing delimiters',
    },
    {
      long: 'output-delimiter',
      type: 'string',
      placeholder: 'STRING',
      summary: 'use STRING as the output delimiter',
    },
  ],
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ['echo a:b:c | cut -d: -f2', 'echo hello | cut -c1-3'],
  *run(input, context) {
    const kinds = ['bytes', 'characters', 'fields'].filter((kind) => input.has(kind));
    const [kind] = kinds;
    if (kind === undefined)
      return yield* misuse('cut', 'you must specify a list of bytes, characters, or fields', context);
    if (kinds.length > 1) return yield* misuse('cut', 'only one list may be specified', context);
    const isFields = kind === 'fields';
    const delimiter = input.flag('delimiter') ?? '\t';
    if ([...delimiter].length > 1)
      return yield* misuse('cut', 'the delimiter must be a single character', context);
    if (!isFields && input.has('delimiter'))
      return yield* misuse(
        'cut',
        'an input delimiter may be specified only when operating on fields',
        context,
      );
    const ranges = parseRanges(input.flag(kind) ?? '', isFields);
    if (typeof ranges === 'string') return yield* misuse('cut', ranges, context);
    const selects = (index: number): boolean =>
      ranges.some(([low, high]) => index >= low && index <= high) !== input.has('complement');
    const joint = input.flag('output-delimiter') ?? (isFields ? delimiter : '');
    return yield* eachLine(
      input.positional,
      context,
      (file, reason) => `cut: ${file}: ${reason}`,
      (line) => {
        if (isFields && !line.includes(delimiter)) return input.has('only-delimited') ? undefined : line;
        const parts = isFields ? line.split(delimiter) : [...line];
        return parts.filter((_, i) => selects(i + 1)).join(joint);
      },
    );
  },
});

function parseRanges(list: string, isFields: boolean): Range[] | string {
  const ranges: Range[] = [];
  for (const item of list.split(/[, ]/)) {
    const match = /^(\d*)(-?)(\d*)$/.exec(item);
    if (!match || item === '')
      return isFields ? `invalid field value ‘${item}’` : `invalid byte/character position ‘${item}’`;
    if (item === '-') return 'invalid range with no endpoint: -';
    const [, from = '', dash, to = ''] = match;
    const low = from === '' ? 1 : Number(from);
    const high = dash === '' ? low : to === '' ? Infinity : Number(to);
    if (low === 0 || high === 0)
      return isFields ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1';
    if (high < low) return 'invalid decreasing range';
    ranges.push([low, high]);
  }
  return ranges;
}
