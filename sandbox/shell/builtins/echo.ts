import { defineBuiltin } from '../builtin';
import { decodeEscapes } from '../text/escapes';

export const echo = defineBuiltin({
  path: ['echo'],
  summary: 'Write arguments to standard output.',
  usage: 'echo [-neE] [arg ...]',
  flags: [
    { short: 'n', type: 'switch', summary: 'do not append a newline' },
    { short: 'e', type: 'switch', summary: 'interpret backslash escapes' },
    { short: 'E', type: 'switch', summary: 'do not interpret backslash escapes' },
  ],
  rawArguments: true,
  examples: ['echo "hello, mesh"', 'echo -n $HOME'],
  *run(input, context) {
    let first = 0;
    let newline = '\n';
    let interprets = false;
    for (; /^-[neE]+$/.test(input.words[first] ?? ''); first++) {
      const options = input.words[first] ?? '';
      if (options.includes('n')) newline = '';
      if (/[eE]/.test(options)) interprets = options.lastIndexOf('e') > options.lastIndexOf('E');
    }
    const text = input.words.slice(first).join(' ');
    const decoded = interprets ? decodeEscapes(text) : { text, stopped: false };
    yield* context.write(decoded.text + (decoded.stopped ? '' : newline));
    return 0;
  },
});
