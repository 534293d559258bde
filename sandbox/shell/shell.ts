import type { Command } from './command';
import type { NetworkLocation, ShellWorld } from './context';
import { ShellEvaluator } from './evaluate/evaluator';
import type { Frame } from './evaluate/frame';
import { runSource } from './evaluate/script-file';
import { builtins } from './builtins/index';
import { jobLine } from './builtins/jobs';
import { complete, type Completion } from './completion/complete';
import { HOME } from './files';
import { CommandTree } from './flags/find-command';
import { trackModificationTimes } from './modification-times';
import { ShellState } from './state/shell-state';
import { limitedOutputs } from './streams/limited-output';
import { CallbackOutput, TextInput, type Input, type Output } from './streams/streams';
import { parseScript } from './syntax/parse-script';
import type { Process } from '../sim/index';

export interface ShellOptions {
  readonly world: ShellWorld;
  readonly commands: readonly Command[];
  /** Default `~`. */
  readonly cwd?: string;
  /** Exported variables on top of the usual ones. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Where a line's output goes and its input comes from. */
export interface ShellRunIO {
  write(text: string, stream: 'stdout' | 'stderr'): void;
  /** Standard input; default: empty. */
  readonly stdin?: string;
  /** Changes directory first. */
  readonly cwd?: string;
  /** Runs inside a container instead of on the learner's machine. */
  readonly location?: NetworkLocation;
}

/** Open files of a terminal session: output waits when it comes too fast, input is what is typed. */
export interface TerminalFiles {
  readonly input: Input;
  readonly output: Output;
}

/** A shell with a state that lasts: directory, variables, functions, aliases, jobs. */
export interface Shell {
  /** Runs source text to its end and answers the exit code; cancelling the task is Ctrl-C (130). */
  run(text: string, io: ShellRunIO): Process<number>;
  /** The same on a terminal: interactive messages, streaming, no limit on output. */
  runInteractive(text: string, files: TerminalFiles): Process<number>;
  /** True once after `exit` ended an interactive line. */
  takeExit(): boolean;
  /** What `trap … INT` asked for; run it after a Ctrl-C. undefined when nothing was. */
  interruptTrap(): string | undefined;
  /** Lines about background jobs that ended, for the next prompt. */
  jobNotices(): string;
  /** True when more lines are needed before the text can run. */
  isIncomplete(text: string): boolean;
  /** What Tab offers for a line with the cursor at `cursor`. */
  complete(line: string, cursor: number): Completion;
  /** Working directory, absolute. */
  readonly cwd: string;
  /** Lines typed so far, oldest first; the terminal adds to it. */
  readonly history: string[];
  setColumns(columns: number): void;
}

export function createShell(options: ShellOptions): Shell {
  return new Session(options);
}

class Session implements Shell {
  readonly #evaluator: ShellEvaluator;
  readonly #state = new ShellState();
  #exited = false;

  constructor({ world, commands, cwd = HOME, env = {} }: ShellOptions) {
    this.#evaluator = new ShellEvaluator(world, new CommandTree(commands), builtins);
    trackModificationTimes(world.files, () => world.now());
    this.#state.cwd = cwd;
    this.#state.startedMs = world.kernel.nowMs;
    const { variables } = this.#state;
    for (const [name, value] of Object.entries({ ...ENVIRONMENT, PWD: cwd, ...env })) {
      variables.set(name, value);
      variables.mark(name, { isExported: true });
    }
    variables.set('IFS', ' \t\n');
  }

  get cwd(): string {
    return this.#state.cwd;
  }

  get history(): string[] {
    return this.#evaluator.history;
  }

  *run(text: string, io: ShellRunIO): Process<number> {
    if (io.cwd !== undefined) this.#state.cwd = io.cwd;
    if (io.location !== undefined) this.#state.location = io.location;
    const { stdout, stderr } = limitedOutputs(io);
    const input = { input: new TextInput(io.stdin ?? '') };
    const frame = this.#frame([input, { output: stdout }, { output: stderr }]);
    const status = yield* this.#runText(text, frame);
    return yield* this.#evaluator.runExitTrap(frame, status);
  }

  *runInteractive(text: string, { input, output }: TerminalFiles): Process<number> {
    const frame = this.#frame([{ input }, { output }, { output }]);
    return yield* this.#runText(text, frame);
  }

  takeExit(): boolean {
    const exited = this.#exited;
    this.#exited = false;
    return exited;
  }

  interruptTrap(): string | undefined {
    return this.#state.traps.get('INT');
  }

  jobNotices(): string {
    const { jobs } = this.#state;
    const ended = jobs.all.filter((job) => job.task.done);
    const lines = ended.map((job) => jobLine(job, jobs.mark(job)));
    for (const job of ended) jobs.forget(job);
    return lines.join('');
  }

  isIncomplete(text: string): boolean {
    return parseScript(text).is === 'incomplete';
  }

  complete(line: string, cursor: number): Completion {
    const frame = this.#frame([
      undefined,
      { output: new CallbackOutput() },
      { output: new CallbackOutput() },
    ]);
    return complete(line, cursor, frame);
  }

  setColumns(columns: number): void {
    this.#evaluator.terminalColumns = columns;
  }

  #frame(files: Frame['files']): Frame {
    return { evaluator: this.#evaluator, state: this.#state, files };
  }

  /** Runs text at the top level: what asked to leave has left, whatever happened inside. */
  *#runText(text: string, frame: Frame): Process<number> {
    const state = this.#state;
    let isOver = false;
    try {
      const status = yield* runSource(text, 'bash', frame);
      const answer = state.flow ? state.status : status;
      if (state.flow?.is === 'exit') {
        this.#exited = true;
        yield* this.#evaluator.runExitTrap(frame, answer);
      }
      isOver = true;
      return answer;
    } finally {
      state.flow = undefined;
      state.loops = 0;
      state.calls = 0;
      state.tolerant = 0;
      if (!isOver) state.status = 130;
    }
  }
}

const ENVIRONMENT: Readonly<Record<string, string>> = {
  HOME,
  HOSTNAME: 'drydock',
  LANG: 'C.UTF-8',
  PATH: '/usr/local/bin:/usr/bin:/bin',
  SHELL: '/bin/bash',
  TERM: 'xterm-256color',
  USER: 'learner',
};
