import { defineBuiltin } from '../builtin';
import { arithmeticText } from '../expand/arithmetic';

export const letBuiltin = defineBuiltin({
  path: ['let'],
  summary: 'Evaluate arithmetic expressions.',
  usage: 'let arg [arg ...]',
  flags: [],
  rawArguments: true,
  examples: ['let "n = 6 * 7" && echo $n'],
  *run(input, context) {
    if (input.words.length === 0) {
      yield* context.error('bash: let: expression expected\n');
      return 1;
    }
    let value = 0n;
    for (const word of input.words) value = yield* arithmeticText(word, context.frame);
    return value === 0n ? 1 : 0;
  },
});
