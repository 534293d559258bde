import type { CommandContext } from '../../command';
import { LineReader } from '../../streams/line-reader';
import type { Process } from '../../../sim/index';
import { OperandStream, operandsOrInput, type OpenFailure } from '../input-file';

/** Runs every line of the operands through a function and writes what it answers; undefined writes nothing. */
export function* eachLine(
  operands: readonly string[],
  context: CommandContext,
  complaint: (operand: string, reason: OpenFailure) => string,
  change: (line: string) => string | undefined,
): Process<number> {
  const stream = new OperandStream(operandsOrInput(operands), context, complaint);
  const reader = new LineReader(() => stream.read());
  for (let line = yield* reader.next(); line !== undefined; line = yield* reader.next()) {
    const text = change(line);
    if (text !== undefined && !(yield* context.write(`${text}\n`))) break;
  }
  return stream.status;
}
