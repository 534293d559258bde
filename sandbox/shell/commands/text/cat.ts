import { defineCommand } from '../../command';
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
    if (
      !['number', 'number-nonblank', 'squeeze-blank', 'show-ends', 'show-tabs', 'show-all'].some((name) =>
        input.has(name),
      )
    ) {
      for (let text = yield* stream.read(); text !== undefined; text = yield* stream.read()) {
        if (!(yield* context.write(text))) break;
      }
      return stream.status;
    }
    const reader = new LineReader(() => stream.read());
    let count = 0;
    let isBlank = false;
    for (let line = yield* reader.next(); line !== undefined; line = yield* reader.next()) {
      if (input.has('squeeze-blank') && line === '' && isBlank) continue;
      isBlank = line === '';
      const isNumbered = input.has('number-nonblank') ? line !== '' : input.has('number');
      const number = isNumbered ? `${String(++count).padStart(6)}\t` : '';
      const shown = input.has('show-tabs') || input.has('show-all') ? line.replaceAll('\t', '^I') : line;
      const end = (input.has('show-ends') || input.has('show-all')) && !reader.unterminated ? '$' : '';
      if (!(yield* context.write(number + shown + end + (reader.unterminated ? '' : '\n')))) break;
    }
    return stream.status;
  },
});
