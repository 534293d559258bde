import { defineCommand } from '../../command';
import { decodeEscapes } from '../../text/escapes';
import { misuse } from '../misuse';

export const tr = defineCommand({
  path: ['tr'],
  summary: 'Translate, squeeze or delete characters.',
  usage: 'tr [OPTION]... STRING1 [STRING2]',
  flags: [
    { long: 'complement', short: 'c', type: 'switch', summary: 'use the complement of STRING1' },
    { short: 'C', type: 'switch', summary: 'same as -c' },
    { long: 'delete', short: 'd', type: 'switch', summary: 'delete characters in STRING1, do not translate' },
    {
      long: 'squeeze-repeats',
      short: 's',
      type: 'switch',
      summary: 'replace each sequence of a repeated character by one',
    },
    {
      long: 'truncate-set1',
      short: 't',
      type: 'switch',
      summary: 'first truncate STRING1 to the length of STRING2',
    },
  ],
  arguments: [
    { name: 'STRING1', complete: () => [] },
    { name: 'STRING2', optional: true, complete: () => [] },
  ],
  examples: ['echo hello | tr a-z A-Z', "echo 'a  b' | tr -s ' '"],
  *run(input, context) {
    const [first, second, extra] = input.positional;
    const deletes = input.has('delete');
    const squeezes = input.has('squeeze-repeats');
    if (first === undefined) return yield* misuse('tr', 'missing operand', context);
    if (second === undefined && !deletes && !squeezes) {
      return yield* misuse(
        'tr',
        `missing operand after ‘${first}’\nTwo strings must be given when translating.`,
        context,
      );
    }
    const surplus = deletes && !squeezes ? second : extra;
    if (surplus !== undefined) return yield* misuse('tr', `extra operand ‘${surplus}’`, context);
    const from = expandSet(first);
    const to = expandSet(second ?? '');
    const isComplement = input.has('complement') || input.has('C');
    const fromIndex = new Map(from.map((char, i) => [char, i]));
    const isIn = (char: string): boolean => fromIndex.has(char) !== isComplement;
    const padding = to.at(-1) ?? '';
    const translate = (char: string): string => {
      if (!isIn(char)) return char;
      const index = isComplement ? to.length : (fromIndex.get(char) ?? 0);
      return to[index] ?? (input.has('truncate-set1') ? char : padding);
    };
    const translates = !deletes && second !== undefined;
    const squeezed = new Set(second === undefined ? [] : to);
    const isSqueezed = (char: string): boolean =>
      squeezes && (second === undefined ? isIn(char) : squeezed.has(char));
    let last: string | undefined;
    for (let text = yield* context.read(); text !== undefined; text = yield* context.read()) {
      let output = '';
      for (const char of text) {
        if (deletes && isIn(char)) continue;
        const changed = translates ? translate(char) : char;
        if (changed === last && isSqueezed(changed)) continue;
        last = changed;
        output += changed;
      }
      if (!(yield* context.write(output))) break;
    }
    return 0;
  },
});

const CLASSES: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  blank: ' \t',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-/:-@[-`{-~',
  space: ' \t\n\v\f\r',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

/** The characters of a set: ranges, `[:classes:]` and backslash escapes. */
function expandSet(source: string): string[] {
  const set: string[] = [];
  for (const match of source.matchAll(
    /\[:(\w+):\]|(\\(?:[0-7]{1,3}|.)|[^\\])-(\\(?:[0-7]{1,3}|.)|[^\\])|\\(?:[0-7]{1,3}|.)|[\s\S]/gu,
  )) {
    const [whole, name, low, high] = match;
    const members = name === undefined ? undefined : CLASSES[name];
    if (members !== undefined) set.push(...expandRanges(members));
    else if (low !== undefined && high !== undefined) set.push(...range(decode(low), decode(high)));
    else set.push(...decode(whole));
  }
  return set;
}

function expandRanges(members: string): string[] {
  return [...members.matchAll(/(.)-(.)|[\s\S]/g)].flatMap(([whole, low, high]) =>
    low !== undefined && high !== undefined ? range(low, high) : [whole],
  );
}

function range(low: string, high: string): string[] {
  const start = low.codePointAt(0) ?? 0;
  const length = (high.codePointAt(0) ?? 0) - start + 1;
  return Array.from({ length: Math.max(0, length) }, (_, i) => String.fromCodePoint(start + i));
}

function decode(text: string): string {
  return text.startsWith('\\') && text.length > 1 ? decodeEscapes(text).text.replace(/^\\(?=.)/, '') : text;
}
