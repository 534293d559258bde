import type { CommandContext, CommandInput } from '../../command';
import type { Process } from '../../../sim/index';
import { openOperand, operandsOrInput, type Reader } from '../input-file';
import { fail } from '../misuse';

/** Prints a part of every operand, each below its name when there are several; what `head` and `tail` share. */
export function* printParts(
  command: string,
  input: CommandInput,
  context: CommandContext,
  print: (reader: Reader) => Process<unknown>,
): Process<number> {
  const operands = operandsOrInput(input.positional);
  const hasHeaders = input.has('verbose') || (operands.length > 1 && !input.has('quiet'));
  let status = 0;
  let printed = 0;
  for (const operand of operands) {
    const reader = openOperand(operand, context);
    if (typeof reader === 'string') {
      const reason =
        reader === 'Is a directory' ? `error reading '${operand}'` : `cannot open '${operand}' for reading`;
      status = yield* fail(command, `${reason}: ${reader}`, context);
      continue;
    }
    if (hasHeaders)
      yield* context.write(
        `${printed > 0 ? '\n' : ''}==> ${operand === '-' ? 'standard input' : operand} <==\n`,
      );
    printed++;
    yield* print(reader);
  }
  return status;
}
