import { defineCommand, type CommandInput } from '../../command';
import { LineReader } from '../../streams/line-reader';
import { OperandStream, operandsOrInput } from '../input-file';

export const cat = defineCommand({
  path: ['cat'],
  summary: 'Print files one after another.',
  usage: 'cat [OPTION]... [FILE]...',
  flags: [
    { long: 'number', short: 'n', type: 'switch', summary: 'number all output lines' },
    { long: 'number-nonblank', short: 'b', type: 'switch', summary: 'number nonempty output lines' },
    { long: 'squeeze-blank', short: 's', type: 'switch', summary: 'suppress repeated empty output lines' },
    { long: 'show-ends', short: 'E', type: 'switch', summary: 'display $ at the end of each line' },
    { long: 'show-tabs', short: 'T', type: 'switch', summary: 'display TAB characters as ^I' },
    {
      long: 'show-nonprinting',
      short: 'v',
      type: 'switch',
      summary: 'use ^ notation for control characters',
    },
    { short: 'e', type: 'switch', summary: 'equivalent to -vE' },
    { short: 't', type: 'switch', summary: 'equivalent to -vT' },
    { long: 'show-all', short: 'A', type: 'switch', summary: 'show ends, tabs and control characters' },
  ],
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ['cat <<< hello', 'echo hello | cat -n'],
  *run(input, context) {
    const stream = new OperandStream(
      operandsOrInput(input.positional),
      context,
      (file, reason) => `cat: ${file}: ${reason}`,
    );
    const decorate = decorator(input);
    if (!decorate) {
      for (let text = yield* stream.read(); text !== undefined; text = yield* stream.read()) {
        if (!(yield* context.write(text))) break;
      }
      return stream.status;
    }
    const reader = new LineReader(() => stream.read());
    for (let line = yield* reader.next(); line !== undefined; line = yield* reader.next()) {
      const text = decorate(line, reader.unterminated);
      if (text !== undefined && !(yield* context.write(text))) break;
    }
    return stream.status;
  },
});

type Decorate = (line: string, isUnterminated: boolean) => string | undefined;

/** How the options change each line; undefined when none is given. */
function decorator(input: CommandInput): Decorate | undefined {
  const has = (...names: readonly string[]): boolean => names.some((name) => input.has(name));
  const showsTabs = has('show-tabs', 'show-all', 't');
  const showsEnds = has('show-ends', 'show-all', 'e');
  const showsControls = has('show-nonprinting', 'show-all', 'e', 't');
  if (!has('number', 'number-nonblank', 'squeeze-blank') && !showsTabs && !showsEnds && !showsControls) {
    return undefined;
  }
  let count = 0;
  let wasBlank = false;
  return (line, isUnterminated) => {
    if (has('squeeze-blank') && line === '' && wasBlank) return undefined;
    wasBlank = line === '';
    const isNumbered = has('number-nonblank') ? line !== '' : has('number');
    const number = isNumbered ? `${String(++count).padStart(6)}\t` : '';
    const visible = showsControls ? line.replace(/[^\P{Cc}\t]/gu, caretNotation) : line;
    const text = showsTabs ? visible.replaceAll('\t', '^I') : visible;
    return number + text + (isUnterminated ? '' : showsEnds ? '$\n' : '\n');
  };
}

function caretNotation(char: string): string {
  return `^${String.fromCharCode(char.charCodeAt(0) ^ 64)}`;
}
