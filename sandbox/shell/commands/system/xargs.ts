import { defineCommand } from '../../command';
import { readAll } from '../../streams/line-reader';
import { fail, misuse } from '../misuse';

/** What xargs answers when a command answered 1 to 125. */
const COMMAND_FAILED = 123;

export const xargs = defineCommand({
  path: ['xargs'],
  summary: 'Build command lines from standard input.',
  usage: 'xargs [OPTION]... COMMAND [INITIAL-ARGS]...',
  flags: [
    {
      long: 'replace',
      short: 'I',
      type: 'string',
      placeholder: 'R',
      summary: 'replace R in INITIAL-ARGS with names read from standard input',
    },
    {
      long: 'max-args',
      short: 'n',
      type: 'string',
      placeholder: 'MAX-ARGS',
      summary: 'use at most MAX-ARGS arguments per command line',
    },
    {
      long: 'max-lines',
      short: 'L',
      type: 'string',
      placeholder: 'MAX-LINES',
      summary: 'use at most MAX-LINES non-blank input lines per command line',
    },
    {
      long: 'delimiter',
      short: 'd',
      type: 'string',
      placeholder: 'CHARACTER',
      summary: 'items in input stream are separated by CHARACTER',
    },
    {
      long: 'no-run-if-empty',
      short: 'r',
      type: 'switch',
      summary: 'if there are no arguments, do not run COMMAND',
    },
    { long: 'verbose', short: 't', type: 'switch', summary: 'print commands before executing them' },
  ],
  stopAtOperand: true,
  examples: ['seq 4 | xargs -n 2 echo', 'seq 3 | xargs -I{} echo item {}'],
  *run(input, context) {
    const command = input.positional.length > 0 ? input.positional : ['echo'];
    const text = yield* readAll(() => context.read());
    const replace = input.flag('replace');
    const delimiter = input.flag('delimiter');
    const batches =
      replace !== undefined
        ? splitLines(text).map((line) => [line])
        : batch(text, delimiter, input.flag('max-args'), input.flag('max-lines'));
    if (batches === undefined) {
      const wrong = input.flag('max-args') ?? input.flag('max-lines') ?? '';
      return yield* misuse(
        'xargs',
        `invalid number "${wrong}" for -${input.has('max-args') ? 'n' : 'L'} option`,
        context,
      );
    }
    if (typeof batches === 'string') return yield* fail('xargs', batches, context);
    if (batches.length === 0 && replace === undefined && !input.has('no-run-if-empty')) batches.push([]);
    let status = 0;
    for (const items of batches) {
      const words =
        replace !== undefined
          ? command.map((word) => word.replaceAll(replace, items[0] ?? ''))
          : [...command, ...items];
      if (input.has('verbose')) yield* context.error(`${words.join(' ')}\n`);
      const answer = yield* context.spawn(words, { stdin: '' });
      if (answer === 127 || answer === 126) return answer;
      if (answer === 141) return 125;
      if (answer === 255)
        return yield* fail('xargs', `${command[0] ?? ''}: exited with status 255; aborting`, context, 124);
      if (answer !== 0) status = COMMAND_FAILED;
    }
    return status;
  },
});

function splitLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trimStart())
    .filter((line) => line !== '');
}

/** Items grouped to command lines; a text says what is wrong, undefined that a number is none. */
function batch(
  text: string,
  delimiter: string | undefined,
  maxArgs: string | undefined,
  maxLines: string | undefined,
): string[][] | string | undefined {
  const size = Number(maxArgs ?? maxLines ?? Infinity);
  if (!(size >= 1)) return undefined;
  if (maxLines !== undefined && maxArgs === undefined) {
    const lines = splitLines(text);
    return group(lines, size).map((some) => some.flatMap((line) => quotedItems(line) ?? []));
  }
  const items =
    delimiter === undefined ? quotedItems(text) : text.replace(/\n$/, '').split(decode(delimiter));
  return items
    ? group(items, size)
    : 'unmatched single quote; by default quotes are special to xargs unless you use the -0 option';
}

function decode(delimiter: string): string {
  return { '\\n': '\n', '\\t': '\t', '\\0': '\0' }[delimiter] ?? delimiter;
}

/** Items as xargs reads them: blanks separate, quotes and backslashes protect; undefined when a quote is open. */
function quotedItems(text: string): string[] | undefined {
  const items: string[] = [];
  const piece = /'([^'\n]*)'|"([^"\n]*)"|\\([\s\S])|([^\s'"\\]+)|(\s+)/y;
  let item: string | undefined;
  while (piece.lastIndex < text.length) {
    const match = piece.exec(text);
    if (!match) return undefined;
    const [, single, double, escaped, plain] = match;
    const part = single ?? double ?? escaped ?? plain;
    if (part !== undefined) item = (item ?? '') + part;
    else if (item !== undefined) {
      items.push(item);
      item = undefined;
    }
  }
  return item === undefined ? items : [...items, item];
}

function group(items: readonly string[], size: number): string[][] {
  const groups: string[][] = [];
  for (let at = 0; at < items.length; at += size) groups.push(items.slice(at, at + size));
  return groups;
}
