import type { ArithmeticExpression, ArithmeticFor, CompoundList, For, While } from 'unbash';
import type { Process } from '../../sim/index';
import { evaluateArithmetic } from '../expand/arithmetic';
import { expandText, expandWords } from '../expand/words';
import { isTrue } from './compound';
import { spendBuiltin } from './cost';
import { ShellError, type Frame } from './frame';
import { complain } from './write';

export function* runWhile(node: While, frame: Frame): Process<number> {
  const { state } = frame;
  let status = 0;
  state.loops++;
  try {
    for (;;) {
      const holds = yield* isTrue(node.clause, frame);
      if (state.flow) {
        if (leavesLoop(frame)) break;
        continue;
      }
      if (holds !== (node.kind === 'while')) break;
      status = yield* runBody(node.body, frame);
      if (leavesLoop(frame)) break;
    }
  } finally {
    state.loops--;
  }
  return state.flow ? state.status : status;
}

export function* runFor(node: For, frame: Frame): Process<number> {
  const { state } = frame;
  const name = node.name.text;
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new ShellError(`\`${name}': not a valid identifier`);
  const words = node.wordlist ? yield* expandWords(node.wordlist, frame) : state.positional;
  let status = 0;
  state.loops++;
  try {
    for (const word of words) {
      if (state.options.has('xtrace')) yield* complain(`+ ${headOf(node)}\n`, frame);
      state.variables.set(name, word);
      status = yield* runBody(node.body, frame);
      if (leavesLoop(frame)) break;
    }
  } finally {
    state.loops--;
  }
  return state.flow ? state.status : status;
}

/** `for ((i = 0; i < 3; i++))` */
export function* runArithmeticFor(node: ArithmeticFor, frame: Frame): Process<number> {
  const { state } = frame;
  const evaluate = function* (expression: ArithmeticExpression | undefined, absent: bigint): Process<bigint> {
    return expression ? yield* evaluateArithmetic(expression, '', frame, expandText) : absent;
  };
  yield* evaluate(node.initialize, 0n);
  let status = 0;
  state.loops++;
  try {
    while ((yield* evaluate(node.test, 1n)) !== 0n) {
      yield* spendBuiltin(frame);
      status = yield* runBody(node.body, frame);
      if (leavesLoop(frame)) break;
      yield* evaluate(node.update, 0n);
    }
  } finally {
    state.loops--;
  }
  return state.flow ? state.status : status;
}

/** `for NAME in WORDS`, as written. */
function headOf({ name, wordlist }: For): string {
  return `for ${name.text}${wordlist ? ` in ${wordlist.map((word) => word.text).join(' ')}` : ' in "$@"'}`;
}

function* runBody(body: CompoundList, frame: Frame): Process<number> {
  return yield* frame.evaluator.runStatements(body.commands, frame);
}

/** Settles `break` and `continue` that this loop has to answer; true when the loop ends. */
function leavesLoop({ state }: Frame): boolean {
  const { flow } = state;
  if (!flow) return false;
  if (flow.is !== 'break' && flow.is !== 'continue') return true;
  if (flow.levels > 1) {
    state.flow = { is: flow.is, levels: flow.levels - 1 };
    return true;
  }
  state.flow = undefined;
  return flow.is === 'break';
}
