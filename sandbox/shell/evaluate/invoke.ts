import type { Function as FunctionNode } from 'unbash';
import type { Builtin } from '../builtin';
import type { CommandInput } from '../command';
import { FileError } from '../files';
import type { FoundCommand, Invocation } from '../flags/find-command';
import { helpText } from '../flags/help-text';
import { parseFlags } from '../flags/parse-flags';
import { ParsedFlags } from '../flags/parsed-flags';
import { isCancelled, type Process } from '../../sim/index';
import { ReadonlyError } from '../state/variables';
import { FrameContext } from './context';
import { spendBuiltin, spendProgram } from './cost';
import { ShellError, type Frame } from './frame';
import { notFoundMessage } from './not-found';
import { runScriptFile } from './script-file';
import { complain } from './write';

/** Deepest nesting of function calls. */
const MAX_CALLS = 200;

/** Runs a function, builtin or program by its words. */
export function* invoke(
  words: readonly string[],
  frame: Frame,
  builtins: ReadonlyMap<string, Builtin>,
): Process<number> {
  const { state, evaluator } = frame;
  const name = words[0] ?? '';
  const definition = state.functions.get(name);
  if (definition) return yield* callFunction(definition, words, frame);
  const builtin = builtins.get(name);
  if (builtin) return yield* runBuiltin(builtin, words, frame);
  const program = name.replace(/^\/(?:usr\/)?(?:local\/)?bin\//, '');
  const found = evaluator.commands.find([program, ...words.slice(1)]);
  if (found) return yield* runProgram(found, frame);
  if (name.includes('/')) return yield* runScriptFile(name, words, frame);
  const known = [
    ...evaluator.commands.programs(),
    ...evaluator.builtinNames,
    ...state.functions.keys(),
    ...state.aliases.keys(),
  ];
  yield* complain(notFoundMessage(name, known), frame);
  return 127;
}

function* callFunction(definition: FunctionNode, words: readonly string[], frame: Frame): Process<number> {
  const { state, evaluator } = frame;
  const [name = '', ...args] = words;
  if (state.calls >= MAX_CALLS) {
    throw new ShellError(`${name}: maximum function nesting level exceeded (${String(MAX_CALLS)})`);
  }
  const { positional, loops } = state;
  state.positional = args;
  state.loops = 0;
  state.calls++;
  state.variables.pushScope();
  try {
    const body = definition.body;
    const status =
      body.type === 'CompoundList'
        ? yield* evaluator.runStatements(body.commands, frame)
        : yield* evaluator.runCommand(body, frame);
    if (state.flow?.is !== 'return') return state.flow ? state.status : status;
    state.flow = undefined;
    return state.status;
  } finally {
    state.variables.popScope();
    state.calls--;
    state.loops = loops;
    state.positional = positional;
  }
}

function* runBuiltin(builtin: Builtin, words: readonly string[], frame: Frame): Process<number> {
  yield* spendBuiltin(frame);
  const context = new FrameContext(frame);
  const found = { command: builtin, flags: builtin.flags, words: words.slice(1) };
  return yield* parsedRun(found, frame, (input) => builtin.run(input, context));
}

function* runProgram(found: FoundCommand, frame: Frame): Process<number> {
  yield* spendProgram(frame);
  const context = new FrameContext(frame);
  return yield* parsedRun(found, frame, (input) => found.command.run(input, context));
}

function* parsedRun(
  found: Invocation,
  frame: Frame,
  run: (input: CommandInput) => Process<number>,
): Process<number> {
  const { command } = found;
  if (command.rawArguments) {
    const input = new ParsedFlags(found.words, found.flags);
    input.positional.push(...found.words);
    return yield* guarded(command, frame, run(input));
  }
  const outcome = parseFlags(found);
  if (outcome.is === 'input') return yield* guarded(command, frame, run(outcome.input));
  const context = new FrameContext(frame);
  if (outcome.is === 'help') {
    yield* context.write(helpText(found, frame.evaluator.commands.children(command.path)));
    return 0;
  }
  yield* context.error(outcome.message);
  return outcome.exitCode;
}

/** Turns what a command throws into words and a status; our own bugs are told apart from the learner's mistakes. */
function* guarded(
  { path, family }: Invocation['command'],
  frame: Frame,
  process: Process<number>,
): Process<number> {
  const name = path.join(' ');
  const isBuiltin = family === 'bash';
  try {
    return yield* process;
  } catch (error) {
    if (error instanceof ShellError || error instanceof RangeError || isCancelled(error)) throw error;
    if (error instanceof ReadonlyError) {
      yield* complain(`bash: ${error.message}\n`, frame);
      return 1;
    }
    if (error instanceof FileError) {
      const shown = isBuiltin ? `bash: ${name}` : name;
      const reason = error.errno === 'ENOSPC' ? `write error: ${error.message}` : error.message;
      yield* complain(`${shown}: ${reason}\n`, frame);
      return 1;
    }
    const message = error instanceof Error ? error.message : String(error);
    yield* complain(`sandbox bug in ${name}: ${message}\n`, frame);
    return 70;
  }
}
