import { defineBuiltin, type Builtin, type BuiltinContext } from '../builtin';
import type { CommandInput } from '../command';
import type { Process } from '../../sim/index';

function loopControl(name: 'break' | 'continue', summary: string): Builtin {
  return defineBuiltin({
    path: [name],
    summary,
    usage: `${name} [n]`,
    flags: [],
    *run(input, context) {
      const { state } = context.frame;
      const levels = Number(input.positional[0] ?? 1);
      if (!Number.isInteger(levels) || levels < 1) {
        yield* context.error(`bash: ${name}: ${input.positional[0] ?? ''}: loop count out of range\n`);
        return 1;
      }
      if (state.loops === 0) {
        yield* context.error(`bash: ${name}: only meaningful in a \`for', \`while', or \`until' loop\n`);
        return 0;
      }
      state.flow = { is: name, levels: Math.min(levels, state.loops) };
      state.status = 0;
      return 0;
    },
  });
}

/** The status an argument asks for; undefined (after a complaint) when it is no number. */
function* statusArgument(name: string, input: CommandInput, context: BuiltinContext): Process<number> {
  const [text] = input.positional;
  if (text === undefined) return context.frame.state.status;
  if (/^[+-]?\d+$/.test(text)) return Number(BigInt.asUintN(8, BigInt(text)));
  yield* context.error(`bash: ${name}: ${text}: numeric argument required\n`);
  return 2;
}

const returnBuiltin = defineBuiltin({
  path: ['return'],
  summary: 'Return from a function or sourced script.',
  usage: 'return [n]',
  flags: [],
  dashNumber: 'operand',
  *run(input, context) {
    const { state } = context.frame;
    if (state.calls === 0) {
      yield* context.error("bash: return: can only `return' from a function or sourced script\n");
      return 2;
    }
    state.status = yield* statusArgument('return', input, context);
    state.flow = { is: 'return' };
    return state.status;
  },
});

const exit = defineBuiltin({
  path: ['exit'],
  summary: 'Leave the shell.',
  usage: 'exit [n]',
  flags: [],
  dashNumber: 'operand',
  *run(input, context) {
    const { state } = context.frame;
    state.status = yield* statusArgument('exit', input, context);
    state.flow = { is: 'exit' };
    return state.status;
  },
});

const shift = defineBuiltin({
  path: ['shift'],
  summary: 'Drop positional parameters.',
  usage: 'shift [n]',
  flags: [],
  *run(input, { frame }) {
    const count = Number(input.positional[0] ?? 1);
    if (!(count >= 0) || count > frame.state.positional.length) return 1;
    frame.state.positional = frame.state.positional.slice(count);
    return 0;
  },
});

export const controlBuiltins: readonly Builtin[] = [
  loopControl('break', 'Leave a loop.'),
  loopControl('continue', 'Go on with the next round of a loop.'),
  returnBuiltin,
  exit,
  shift,
];
