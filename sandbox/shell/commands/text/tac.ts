import { defineCommand } from '../../command';
import { readAll } from '../../streams/line-reader';
import { openOperand, operandsOrInput } from '../input-file';
import { fail } from '../misuse';

export const tac = defineCommand({
  path: ['tac'],
  summary: 'Print files with their lines in reverse.',
  usage: 'tac [FILE]...',
  flags: [],
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ['seq 3 | tac'],
  *run(input, context) {
    let status = 0;
    for (const operand of operandsOrInput(input.positional)) {
      const reader = openOperand(operand, context);
      if (typeof reader === 'string') {
        const reason =
          reader === 'Is a directory'
            ? `${operand}: read error: ${reader}`
            : `failed to open '${operand}' for reading: ${reader}`;
        status = yield* fail('tac', reason, context);
        continue;
      }
      const text = yield* readAll(reader);
      yield* context.write(
        text
          .split(/(?<=\n)/)
          .reverse()
          .join(''),
      );
    }
    return status;
  },
});
