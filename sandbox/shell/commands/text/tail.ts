import { defineCommand, type CommandContext } from '../../command';
import { readAll } from '../../streams/line-reader';
import { sleep, type Process } from '../../../sim/index';
import { parseCount } from './count';
import { fail } from '../misuse';
import { printParts } from './print-parts';

/** How often a followed file is looked at. */
const FOLLOW_MS = 1000;

export const tail = defineCommand({
  path: ['tail'],
  summary: 'Print the last lines of files.',
  usage: 'tail [OPTION]... [FILE]...',
  flags: [
    {
      long: 'lines',
      short: 'n',
      type: 'string',
      placeholder: '[+]NUM',
      default: '10',
      summary: 'print the last NUM lines; with +, from line NUM on',
    },
    { long: 'bytes', short: 'c', type: 'string', placeholder: '[+]NUM', summary: 'print the last NUM bytes' },
    { long: 'follow', short: 'f', type: 'switch', summary: 'print appended data as the file grows' },
    { long: 'quiet', short: 'q', type: 'switch', summary: 'never print headers giving file names' },
    { long: 'verbose', short: 'v', type: 'switch', summary: 'always print headers giving file names' },
  ],
  dashNumber: { flag: 'lines' },
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ['seq 100 | tail -n 2', 'seq 5 | tail -n +4'],
  *run(input, context) {
    const unit = input.has('bytes') ? 'bytes' : 'lines';
    const wanted = input.flag(unit) ?? '10';
    const count = parseCount(wanted);
    if (!count) return yield* fail('tail', `invalid number of ${unit}: ‘${wanted}’`, context);
    const status = yield* printParts('tail', input, context, function* (reader) {
      const text = yield* readAll(reader);
      yield* context.write(unit === 'bytes' ? lastCharacters(text, count) : lastLines(text, count));
    });
    const last = input.positional.at(-1);
    if (input.has('follow') && last !== undefined && status === 0) yield* follow(last, context);
    return status;
  },
});

type Count = NonNullable<ReturnType<typeof parseCount>>;

function lastLines(text: string, { sign, number }: Count): string {
  const lines = text === '' ? [] : text.split(/(?<=\n)/);
  return (
    sign === '+' ? lines.slice(Math.max(0, number - 1)) : lines.slice(Math.max(0, lines.length - number))
  ).join('');
}

function lastCharacters(text: string, { sign, number }: Count): string {
  return sign === '+' ? text.slice(Math.max(0, number - 1)) : text.slice(Math.max(0, text.length - number));
}

/** Prints what is appended to a file until interrupted. */
function* follow(operand: string, context: CommandContext): Process<void> {
  const { files } = context.world;
  const path = files.resolve(operand, context.cwd);
  let seen = files.read(path)?.length ?? 0;
  for (;;) {
    yield* sleep(FOLLOW_MS);
    const text = files.read(path) ?? '';
    if (text.length < seen) {
      yield* context.error(`tail: ${operand}: file truncated\n`);
      seen = 0;
    }
    if (text.length > seen && !(yield* context.write(text.slice(seen)))) return;
    seen = text.length;
  }
}
