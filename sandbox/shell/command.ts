import type { Process } from '../sim/index';
import type { ShellWorld } from './context';

/**
 * A command, declared once: parsing, `--help`, unknown-flag errors and Tab completion all derive from it.
 * `path` is `['kubectl', 'get']` for a verb, `['curl']` for a program.
 */
export interface Command {
  readonly path: readonly string[];
  /** One line, as `help` lists it. */
  readonly summary: string;
  /** `kubectl get TYPE [NAME]`; printed by --help. */
  readonly usage: string;
  readonly flags: readonly Flag[];
  /** What positional arguments are, for completion. */
  readonly arguments?: readonly Argument[];
  /** Lines that work in the default world; the tests run them. */
  readonly examples?: readonly string[];
  /** Flags are not parsed: `run` gets every word (echo, test). */
  readonly rawArguments?: boolean;
  run(input: CommandInput, context: CommandContext): Process<number>;
}

export interface Flag {
  /** Long name without dashes: `namespace`. */
  readonly long?: string;
  /** One character: `n`. */
  readonly short?: string;
  /** `switch` takes no value; `list` may be repeated and is collected. */
  readonly type: 'switch' | 'string' | 'number' | 'list';
  readonly placeholder?: string;
  readonly values?: readonly string[];
  readonly default?: string;
  /** A value used when the flag is given without `=value` (kubectl's NoOptDefVal). */
  readonly implied?: string;
  readonly summary: string;
  readonly complete?: Completer;
}

export interface Argument {
  readonly name: string;
  readonly optional?: boolean;
  readonly repeated?: boolean;
  readonly complete?: Completer;
}

/** Answers candidate words for the word being typed, given the words before it. */
export type Completer = (word: string, before: readonly string[], world: ShellWorld) => readonly string[];

/** Parsed arguments. */
export interface CommandInput {
  /** Everything after the command's path, unparsed. */
  readonly words: readonly string[];
  readonly positional: readonly string[];
  /** Words after `--`. */
  readonly rest?: readonly string[];
  flag(name: string): string | undefined;
  has(name: string): boolean;
  list(name: string): readonly string[];
}

/** What a running command may touch. No clock, chance or platform but through here. */
export interface CommandContext {
  readonly world: ShellWorld;
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  /** True when standard output is the terminal. */
  readonly isTerminal: boolean;
  /** Columns of the terminal. */
  readonly columns: number;
  /** Writes text; answers false when the reader is gone (the command should end quietly, as with SIGPIPE). */
  write(text: string): Process<boolean>;
  /** Writes to standard error. */
  error(text: string): Process<boolean>;
  /** The next piece of standard input; undefined at its end. */
  read(): Process<string | undefined>;
  /** Runs another command line in a subshell of this one with its output captured (watch, timeout, xargs). */
  spawn(words: readonly string[]): Process<number>;
}

/** An identity function that gives the declaration its type. */
export function defineCommand(command: Command): Command {
  return Object.freeze(command);
}
