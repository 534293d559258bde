import { defineCommand, type CommandContext } from '../../command';
import type { Process } from '../../../sim/index';
import type { Reader } from '../input-file';
import { parseCount } from './count';
import { fail } from '../misuse';
import { printParts } from './print-parts';

export const head = defineCommand({
  path: ['head'],
  summary: 'Print the first lines of files.',
  usage: 'head [OPTION]... [FILE]...',
  flags: [
    {
      long: 'lines',
      short: 'n',
      type: 'string',
      placeholder: '[-]NUM',
      default: '10',
      summary: 'print the first NUM lines; with -, all but the last NUM',
    },
    {
      long: 'bytes',
      short: 'c',
      type: 'string',
      placeholder: '[-]NUM',
      summary: 'print the first NUM bytes',
    },
    { long: 'quiet', short: 'q', type: 'switch', summary: 'never print headers giving file names' },
    { long: 'verbose', short: 'v', type: 'switch', summary: 'always print headers giving file names' },
  ],
  dashNumber: { flag: 'lines' },
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ['seq 100 | head -3'],
  *run(input, context) {
    const unit = input.has('bytes') ? 'bytes' : 'lines';
    const wanted = input.flag(unit) ?? '10';
    const count = parseCount(wanted);
    if (!count) return yield* fail('head', `invalid number of ${unit}: ‘${wanted}’`, context);
    return yield* printParts('head', input, context, (reader) =>
      count.sign === '-'
        ? allButLast(reader, count.number, unit, context)
        : first(reader, count.number, unit, context),
    );
  },
});

function* first(
  read: Reader,
  count: number,
  unit: 'bytes' | 'lines',
  context: CommandContext,
): Process<void> {
  let left = count;
  while (left > 0) {
    const text = yield* read();
    if (text === undefined) return;
    const end = unit === 'bytes' ? left : endOfLines(text, left);
    const piece = text.slice(0, end);
    left -= unit === 'bytes' ? piece.length : newlines(piece);
    if (!(yield* context.write(piece))) return;
  }
}

function* allButLast(
  read: Reader,
  count: number,
  unit: 'bytes' | 'lines',
  context: CommandContext,
): Process<void> {
  let text = '';
  for (let piece = yield* read(); piece !== undefined; piece = yield* read()) text += piece;
  if (unit === 'bytes') {
    yield* context.write(text.slice(0, Math.max(0, text.length - count)));
    return;
  }
  const lines = text.split(/(?<=\n)/);
  yield* context.write(lines.slice(0, Math.max(0, lines.length - count)).join(''));
}

/** The index after the n-th newline, or the length when there are fewer. */
function endOfLines(text: string, count: number): number {
  let at = -1;
  for (let i = 0; i < count; i++) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return text.length;
  }
  return at + 1;
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
