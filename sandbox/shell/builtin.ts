import type { Command, CommandContext, CommandInput } from './command';
import type { Frame } from './evaluate/frame';
import type { Process } from '../sim/index';

/** A command that is part of the shell: it may change the shell's own state. */
export interface Builtin extends Omit<Command, 'run'> {
  /** It has to be part of this shell, but elsewhere it is a program of its own (`type` says so). */
  readonly isProgram?: boolean;
  /** `help` and completion leave it out. */
  readonly isHidden?: boolean;
  run(input: CommandInput, context: BuiltinContext): Process<number>;
}

/** A command's context plus the shell it runs in. */
export interface BuiltinContext extends CommandContext {
  readonly frame: Frame;
}

/** Gives a builtin its type; its mistakes are told in bash's words unless it says otherwise. */
export function defineBuiltin(builtin: Builtin): Builtin {
  return Object.freeze({ family: 'bash' as const, ...builtin });
}
