import type { Function as FunctionNode } from 'unbash';
import type { NetworkLocation } from '../context';
import type { Flow } from './flow';
import { Jobs } from './jobs';
import { Variables } from './variables';

/** The shell's own process id, as `$$` prints it. */
export const SHELL_PID = 4173;

/** What changes while a shell runs. A subshell works on a {@link ShellState.fork}. */
export class ShellState {
  variables = new Variables();
  functions = new Map<string, FunctionNode>();
  aliases = new Map<string, string>();
  /** Options that are on: `errexit`, `nounset`, `pipefail`, `xtrace`, `noglob`. */
  options = new Set<string>();
  positional: readonly string[] = [];
  /** `$0` */
  name = 'bash';
  cwd = '/';
  location: NetworkLocation = 'external';
  /** `$?` */
  status = 0;
  /** Statuses of the last pipeline's stages; undefined when it had only one. */
  pipeStatus: readonly number[] | undefined;
  /** `$!` */
  lastBackground = '';
  /** Set while statements are being left. */
  flow: Flow | undefined;
  /** Enclosing loops that `break` may leave. */
  loops = 0;
  /** Enclosing function calls and sourced files. */
  calls = 0;
  /** Above zero where a failure does not count for `set -e`. */
  tolerant = 0;
  /** Nested evaluations (functions, substitutions), to bound recursion. */
  depth = 0;
  traps = new Map<string, string>();
  /** Virtual time of builtins not yet slept, in microseconds. */
  debtUs = 0;
  /** Status of the last `$( )`, which is the status of a bare assignment. */
  substitutionStatus: number | undefined;
  /** Files that stand for `<( )`, removed after the command. */
  temporaryFiles: string[] = [];
  /** Seconds shown by `$SECONDS` count from here; virtual milliseconds. */
  startedMs = 0;
  jobs: Jobs;
  readonly isSubshell: boolean;
  readonly #pids: { next: number };

  constructor(parent?: ShellState) {
    this.isSubshell = parent !== undefined;
    this.#pids = parent ? parent.#pids : { next: SHELL_PID + 1 };
    this.jobs = new Jobs(() => this.nextPid());
  }

  nextPid(): number {
    return this.#pids.next++;
  }

  /** A copy for a subshell: changes do not come back. */
  fork(): ShellState {
    const child = new ShellState(this);
    child.variables = this.variables.clone();
    child.functions = new Map(this.functions);
    child.aliases = new Map(this.aliases);
    child.options = new Set(this.options);
    child.positional = this.positional;
    child.name = this.name;
    child.cwd = this.cwd;
    child.location = this.location;
    child.status = this.status;
    child.pipeStatus = this.pipeStatus;
    child.lastBackground = this.lastBackground;
    child.loops = this.loops;
    child.calls = this.calls;
    child.tolerant = this.tolerant;
    child.depth = this.depth;
    child.temporaryFiles = [...this.temporaryFiles];
    child.startedMs = this.startedMs;
    return child;
  }
}
