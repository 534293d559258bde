import type { BraceGroup, Function as FunctionNode, If, Subshell } from 'unbash';
import type { Process } from '../../sim/index';
import type { Frame } from './frame';

/** Runs a condition: its failures do not count for `set -e`. */
export function* isTrue(condition: If['clause'], frame: Frame): Process<boolean> {
  const { state, evaluator } = frame;
  state.tolerant++;
  try {
    return (yield* evaluator.runStatements(condition.commands, frame)) === 0;
  } finally {
    state.tolerant--;
  }
}

export function* runIf(node: If, frame: Frame): Process<number> {
  const { evaluator, state } = frame;
  for (const branch of [node, ...node.elif]) {
    const holds = yield* isTrue(branch.clause, frame);
    if (state.flow) return state.status;
    if (holds) return yield* evaluator.runStatements(branch.then.commands, frame);
  }
  return node.else ? yield* evaluator.runStatements(node.else.commands, frame) : 0;
}

export function* runGroup(node: BraceGroup, frame: Frame): Process<number> {
  return yield* frame.evaluator.runStatements(node.body.commands, frame);
}

/** `( … )`: changes inside do not come back. */
export function* runSubshell(node: Subshell, frame: Frame): Process<number> {
  return yield* inSubshell(frame, (inner) => inner.evaluator.runStatements(node.body.commands, inner));
}

/** Runs something on a copy of the state; its `exit` ends only the copy. */
export function* inSubshell(frame: Frame, run: (inner: Frame) => Process<number>): Process<number> {
  const state = frame.state.fork();
  const inner = { ...frame, state };
  let status = yield* run(inner);
  if (state.flow) status = state.status;
  const exitTrap = state.traps.get('EXIT');
  if (exitTrap !== undefined) status = yield* frame.evaluator.runExitTrap(inner, status);
  return status;
}

export function runFunctionDefinition(node: FunctionNode, { state }: Frame): number {
  state.functions.set(node.name.text, node);
  return 0;
}
