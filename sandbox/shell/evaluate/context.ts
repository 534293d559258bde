import type { SpawnOptions } from '../command';
import type { NetworkLocation, ShellWorld } from '../context';
import type { BuiltinContext } from '../builtin';
import type { Process } from '../../sim/index';
import { CallbackOutput, TextInput, type Descriptor } from '../streams/streams';
import { inSubshell } from './compound';
import type { Frame } from './frame';
import { complain, writeOutput } from './write';

/** What a running command gets: the frame it runs in, behind the contract of commands. */
export class FrameContext implements BuiltinContext {
  #environment: ReadonlyMap<string, string> | undefined;

  constructor(readonly frame: Frame) {}

  get world(): ShellWorld {
    return this.frame.evaluator.world;
  }

  get env(): ReadonlyMap<string, string> {
    this.#environment ??= this.frame.state.variables.environment();
    return this.#environment;
  }

  get cwd(): string {
    return this.frame.state.cwd;
  }

  get location(): NetworkLocation {
    return this.frame.state.location;
  }

  get isTerminal(): boolean {
    return this.frame.files[1]?.output?.isTerminal === true;
  }

  get columns(): number {
    return this.frame.evaluator.columns();
  }

  write(text: string): Process<boolean> {
    return writeOutput(text, this.frame);
  }

  error(text: string): Process<boolean> {
    return complain(text, this.frame);
  }

  *read(): Process<string | undefined> {
    return yield* this.frame.files[0]?.input?.read() ?? endOfInput();
  }

  *spawn(words: readonly string[], options: SpawnOptions = {}): Process<number> {
    const files: (Descriptor | undefined)[] = [...this.frame.files];
    if (options.stdin !== undefined) files[0] = { input: new TextInput(options.stdin) };
    if (options.capture) files[1] = { output: new CallbackOutput(options.capture) };
    return yield* inSubshell({ ...this.frame, files }, (inner) => spawned(words, options, inner));
  }
}

function spawned(words: readonly string[], options: SpawnOptions, frame: Frame): Process<number> {
  const { variables } = frame.state;
  if (options.clearEnv) {
    for (const [name, variable] of variables.all())
      if (variable.isExported) variables.mark(name, { isExported: false });
  }
  for (const [name, value] of Object.entries(options.env ?? {})) {
    variables.set(name, value);
    variables.mark(name, { isExported: true });
  }
  if (options.location !== undefined) frame.state.location = options.location;
  return frame.evaluator.runWords(words, frame);
}

function* endOfInput(): Process<undefined> {
  return undefined;
}
