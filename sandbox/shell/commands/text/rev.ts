import { defineCommand } from '../../command';
import { eachLine } from './each-line';

export const rev = defineCommand({
  path: ['rev'],
  summary: 'Reverse the characters of every line.',
  usage: 'rev [FILE]...',
  flags: [],
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ['echo abc | rev'],
  *run(input, context) {
    return yield* eachLine(
      input.positional,
      context,
      (file, reason) => `rev: cannot open ${file}: ${reason}`,
      (line) => [...line].reverse().join(''),
    );
  },
});
