import type { CommandContext } from '../command';
import { TextInput } from '../streams/streams';
import type { Process } from '../../sim/index';

/** Reads pieces of a file or of standard input; undefined at the end. */
export type Reader = () => Process<string | undefined>;

export type OpenFailure = 'No such file or directory' | 'Is a directory';

/** Opens an operand (`-` is standard input) or says why it cannot be read. */
export function openOperand(operand: string, context: CommandContext): Reader | OpenFailure {
  if (operand === '-' || operand === '/dev/stdin') return () => context.read();
  const { files } = context.world;
  const path = files.resolve(operand, context.cwd);
  if (files.isDirectory(path)) return 'Is a directory';
  const text = operand === '' ? undefined : files.read(path);
  if (text === undefined) return 'No such file or directory';
  const input = new TextInput(text);
  return () => input.read();
}

/** The operands to read: standard input when none is given. */
export function operandsOrInput(positional: readonly string[]): readonly string[] {
  return positional.length > 0 ? positional : ['-'];
}

/** Reads every operand in turn as one stream; complaints go to standard error as `name: file: reason`. */
export class OperandStream {
  status = 0;
  #next = 0;
  #reader: Reader | undefined;

  constructor(
    private readonly operands: readonly string[],
    private readonly context: CommandContext,
    private readonly complaint: (operand: string, reason: OpenFailure) => string,
  ) {}

  *read(): Process<string | undefined> {
    for (;;) {
      const text = this.#reader && (yield* this.#reader());
      if (text !== undefined) return text;
      const operand = this.operands[this.#next++];
      if (operand === undefined) return undefined;
      const opened = openOperand(operand, this.context);
      if (typeof opened !== 'string') {
        this.#reader = opened;
        continue;
      }
      this.#reader = undefined;
      this.status = 1;
      yield* this.context.error(`${this.complaint(operand, opened)}\n`);
    }
  }
}
