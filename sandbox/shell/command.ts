import type { Process } from '../sim/index';
import type { NetworkLocation, ShellWorld } from './context';

/** Whose words a parsing error uses: the wording, the exit code and the syntax of flags differ. */
export type CommandFamily = 'gnu' | 'bash' | 'kubectl' | 'istioctl' | 'curl';

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
  /** Default `gnu`. */
  readonly family?: CommandFamily;
  /** Other names of the last element of `path`: `pc` for `proxy-config`. */
  readonly aliases?: readonly string[];
  /** Flags that every verb below this path accepts too, before or after the verb (`kubectl -n`). */
  readonly persistentFlags?: readonly Flag[];
  /** The first positional argument ends the flags (xargs, timeout, env). */
  readonly stopAtOperand?: boolean;
  /** What `-5` means: a value of that flag (`head -5`), or an operand (`seq 5 -1 1`). */
  readonly dashNumber?: 'operand' | { readonly flag: string };
  /** Exit code of a wrong invocation; default: the family's. */
  readonly misuseExitCode?: number;
  /** A complaint about flags repeats the usage line (grep). */
  readonly misuseShowsUsage?: boolean;
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
  /** The last value given for a flag (long name, or short when it has no long one), else its default. */
  flag(name: string): string | undefined;
  /** True when the flag was given (and, for a switch, not as `=false`). */
  has(name: string): boolean;
  /** Every value given, in order; `[]` when none was. */
  list(name: string): readonly string[];
}

/** What a running command may touch. No clock, chance or platform but through here. */
export interface CommandContext {
  readonly world: ShellWorld;
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  /** Where the command runs: the learner's machine, or a container (`kubectl exec`). */
  readonly location: NetworkLocation;
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
  /**
   * Runs another command in a subshell of this one and answers its exit code (watch, timeout, xargs, kubectl exec).
   * Cancelling it is safe: wrap it in `withTimeout`.
   */
  spawn(words: readonly string[], options?: SpawnOptions): Process<number>;
}

export interface SpawnOptions {
  /** Gets what the command writes to standard output instead of this command's output. */
  readonly capture?: (text: string) => void;
  /** Whole standard input; default: this command's own. */
  readonly stdin?: string;
  /** Variables on top of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Starts from an empty environment. */
  readonly clearEnv?: boolean;
  readonly location?: NetworkLocation;
}

/** An identity function that gives the declaration its type. */
export function defineCommand(command: Command): Command {
  return Object.freeze(command);
}
