import { defineBuiltin, type BuiltinContext } from '../builtin';
import { splitFields } from '../expand/fragments';
import { withTimeout, type Process } from '../../sim/index';

export const read = defineBuiltin({
  path: ['read'],
  summary: 'Read a line into variables.',
  usage: 'read [-rs] [-a array] [-d delim] [-n nchars] [-p prompt] [-t timeout] [name ...]',
  flags: [
    { short: 'r', type: 'switch', summary: 'backslashes are plain characters' },
    { short: 's', type: 'switch', summary: 'do not echo' },
    { short: 'a', type: 'string', placeholder: 'array', summary: 'assign the words to an array' },
    { short: 'd', type: 'string', placeholder: 'delim', summary: 'read up to this character' },
    { short: 'n', type: 'string', placeholder: 'nchars', summary: 'read at most this many characters' },
    { short: 'p', type: 'string', placeholder: 'prompt', summary: 'print a prompt first' },
    { short: 't', type: 'string', placeholder: 'timeout', summary: 'give up after this many seconds' },
  ],
  examples: ['echo "a b" | while read -r x y; do echo $y; done'],
  *run(input, context) {
    const prompt = input.flag('p');
    if (prompt !== undefined) yield* context.error(prompt);
    const delimiter = input.flag('d') ?? '\n';
    const limit = input.flag('n') === undefined ? Infinity : Number(input.flag('n'));
    const reading = readUpTo(delimiter.slice(0, 1) || '\0', limit, input.has('r'), context);
    const seconds = input.flag('t');
    let found: Line | undefined;
    if (seconds === undefined) found = yield* reading;
    else {
      const outcome = yield* withTimeout(Number(seconds) * 1000, 'read', reading);
      if (outcome.timedOut) return 142;
      found = outcome.value;
    }
    const array = input.flag('a');
    if (array !== undefined) assignArray(array, found.text, context);
    else assignNames(input.positional, found.text, context);
    return found.isComplete ? 0 : 1;
  },
});

interface Line {
  readonly text: string;
  /** False when the input ended before the delimiter. */
  readonly isComplete: boolean;
}

function* readUpTo(delimiter: string, limit: number, isRaw: boolean, context: BuiltinContext): Process<Line> {
  const input = context.frame.files[0]?.input;
  let text = '';
  for (;;) {
    const end = endOf(text, delimiter, isRaw);
    if (end >= 0 || text.length >= limit) {
      const cut = Math.min(end < 0 ? text.length : end, limit);
      input?.unread(text.slice(cut === end ? cut + 1 : cut));
      return { text: unescape(text.slice(0, cut), isRaw), isComplete: true };
    }
    const piece = yield* context.read();
    if (piece === undefined) return { text: unescape(text, isRaw), isComplete: false };
    text += piece;
  }
}

function endOf(text: string, delimiter: string, isRaw: boolean): number {
  if (isRaw) return text.indexOf(delimiter);
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === delimiter) return at;
  }
  return -1;
}

function unescape(text: string, isRaw: boolean): string {
  return isRaw ? text : text.replace(/\\([\s\S]?)/g, (_, char: string) => (char === '\n' ? '' : char));
}

function assignNames(names: readonly string[], text: string, { frame }: BuiltinContext): void {
  const { variables } = frame.state;
  const ifs = variables.text('IFS') ?? ' \t\n';
  if (names.length === 0) {
    variables.set('REPLY', text);
    return;
  }
  const spaces = [...ifs].filter((char) => ' \t\n'.includes(char)).join('');
  let rest = trimStart(text, spaces);
  names.forEach((name, i) => {
    if (i === names.length - 1) {
      variables.set(name, trimEnd(rest, spaces));
      return;
    }
    let end = 0;
    while (end < rest.length && !ifs.includes(rest.charAt(end))) end++;
    variables.set(name, rest.slice(0, end));
    rest = trimStart(rest.slice(end), spaces);
    const next = rest.charAt(0);
    if (next !== '' && ifs.includes(next) && (end === 0 || !spaces.includes(next)))
      rest = trimStart(rest.slice(1), spaces);
  });
}

function assignArray(name: string, text: string, { frame }: BuiltinContext): void {
  const { variables } = frame.state;
  const fields = splitFields([{ text, quoted: false, splits: true }], variables.text('IFS') ?? ' \t\n');
  variables.set(name, new Map(fields.map((field, i) => [i, field.map((piece) => piece.text).join('')])));
}

function trimStart(text: string, characters: string): string {
  let start = 0;
  while (start < text.length && characters.includes(text.charAt(start))) start++;
  return text.slice(start);
}

function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
