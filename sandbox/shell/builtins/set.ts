import { defineBuiltin } from '../builtin';
import { shellQuote } from '../expand/quote';

const LETTERS: Readonly<Record<string, string>> = {
  e: 'errexit',
  f: 'noglob',
  u: 'nounset',
  x: 'xtrace',
};

const OPTIONS = ['errexit', 'noglob', 'nounset', 'pipefail', 'xtrace'];

export const set = defineBuiltin({
  path: ['set'],
  summary: 'Set shell options and positional parameters.',
  usage: 'set [-efux] [-o option-name] [--] [-] [arg ...]',
  flags: [
    { short: 'e', type: 'switch', summary: 'end at the first failing command' },
    { short: 'u', type: 'switch', summary: 'unset variables are errors' },
    { short: 'x', type: 'switch', summary: 'print commands before they run' },
    { short: 'f', type: 'switch', summary: 'do not expand file names' },
    { short: 'o', type: 'string', values: OPTIONS, summary: 'an option by name' },
  ],
  rawArguments: true,
  examples: ['set -o pipefail'],
  *run(input, context) {
    const { state } = context.frame;
    const words = [...input.words];
    if (words.length === 0) {
      for (const [name, { value }] of state.variables.all()) {
        if (typeof value === 'string') yield* context.write(`${name}=${shellQuote(value)}\n`);
      }
      return 0;
    }
    for (let word = words.shift(); word !== undefined; word = words.shift()) {
      if (word === '--' || !/^[-+]./.test(word)) {
        state.positional = word === '--' ? words : [word, ...words];
        return 0;
      }
      for (const letter of word.slice(1)) {
        const option = letter === 'o' ? words.shift() : LETTERS[letter];
        if (letter === 'o' && option === undefined) {
          for (const each of OPTIONS)
            yield* context.write(`${each.padEnd(15)}\t${state.options.has(each) ? 'on' : 'off'}\n`);
        } else if (option === undefined) {
          yield* context.error(`bash: set: -${letter}: invalid option\nset: usage: ${set.usage}\n`);
          return 2;
        } else if (!OPTIONS.includes(option)) {
          yield* context.error(`bash: set: ${option}: invalid option name\n`);
          return 2;
        } else if (word.startsWith('-')) state.options.add(option);
        else state.options.delete(option);
      }
    }
    return 0;
  },
});
