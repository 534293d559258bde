import { defineBuiltin } from '../builtin';
import { formatPrintf } from '../text/printf';

export const printf = defineBuiltin({
  path: ['printf'],
  summary: 'Format and print arguments.',
  usage: 'printf [-v var] format [arguments]',
  flags: [{ short: 'v', type: 'string', placeholder: 'var', summary: 'store the text in a variable' }],
  rawArguments: true,
  examples: ["printf '%5.1f%%\\n' 9.75", "printf '%s\\n' one two"],
  *run(input, context) {
    const words = [...input.words];
    let variable: string | undefined;
    if (words[0] === '-v') [, variable] = words.splice(0, 2);
    if (words[0] === '--') words.shift();
    const [format, ...args] = words;
    if (format === undefined) {
      yield* context.error('printf: usage: printf [-v var] format [arguments]\n');
      return 2;
    }
    const { text, complaints } = formatPrintf(format, args);
    for (const complaint of complaints) yield* context.error(`bash: printf: ${complaint}\n`);
    if (variable === undefined) yield* context.write(text);
    else context.frame.state.variables.set(variable, text);
    return complaints.length > 0 ? 1 : 0;
  },
});
