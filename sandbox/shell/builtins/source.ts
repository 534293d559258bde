import { defineBuiltin, type Builtin, type BuiltinContext } from '../builtin';
import type { CommandInput } from '../command';
import { runSource } from '../evaluate/script-file';
import type { Process } from '../../sim/index';

function* runSourced(input: CommandInput, context: BuiltinContext): Process<number> {
  const { state } = context.frame;
  const [name, ...args] = input.positional;
  if (name === undefined) {
    yield* context.error(
      'bash: source: filename argument required\nsource: usage: source filename [arguments]\n',
    );
    return 2;
  }
  const text = context.world.files.read(context.world.files.resolve(name, state.cwd));
  if (text === undefined) {
    yield* context.error(`bash: ${name}: No such file or directory\n`);
    return 1;
  }
  const { positional } = state;
  if (args.length > 0) state.positional = args;
  state.calls++;
  try {
    const status = yield* runSource(text, name, context.frame);
    if (state.flow?.is !== 'return') return status;
    state.flow = undefined;
    return state.status;
  } finally {
    state.calls--;
    state.positional = positional;
  }
}

function sourceNamed(name: string): Builtin {
  return defineBuiltin({
    path: [name],
    summary: 'Run a file in this shell.',
    usage: `${name} filename [arguments]`,
    flags: [],
    stopAtOperand: true,
    arguments: [{ name: 'filename' }],
    run: runSourced,
  });
}

const evalBuiltin = defineBuiltin({
  path: ['eval'],
  summary: 'Run arguments as shell source.',
  usage: 'eval [arg ...]',
  flags: [],
  rawArguments: true,
  examples: ['eval "echo $HOME"'],
  *run(input, context) {
    return yield* runSource(input.words.join(' '), 'bash: eval', context.frame);
  },
});

export const sourceBuiltins: readonly Builtin[] = [sourceNamed('source'), sourceNamed('.'), evalBuiltin];
