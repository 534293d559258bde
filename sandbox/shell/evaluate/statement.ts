import type { AndOr, CommandNode, Pipeline, PipelineNode, Statement } from 'unbash';
import { isCancelled, type Process } from '../../sim/index';
import { ReadonlyError } from '../state/variables';
import { startBackground } from './background';
import { runCase } from './case';
import { runConditional } from './conditional';
import { runFunctionDefinition, runGroup, runIf, runSubshell } from './compound';
import { ShellError, type Frame } from './frame';
import { runArithmeticFor, runFor, runWhile } from './loop';
import { runPipeline } from './pipeline';
import { withRedirections } from './redirect';
import { runSimpleCommand } from './simple-command';
import { complain } from './write';
import { runArithmeticCommand } from './arithmetic-command';

/** Runs statements in order until one asks to leave. */
export function* runStatements(statements: readonly Statement[], frame: Frame): Process<number> {
  const { state } = frame;
  for (const statement of statements) {
    if (statement.background) state.status = yield* startBackground(statement, frame);
    else state.status = yield* runNode(statement.command, frame);
    if (state.flow) break;
  }
  return state.status;
}

/** Runs one node of the tree and answers its status, which is also `$?`. */
export function* runNode(node: PipelineNode | AndOr, frame: Frame): Process<number> {
  const { state } = frame;
  if (node.type === 'AndOr') return yield* runAndOr(node, frame);
  const temporaryFiles = state.temporaryFiles.length;
  let status: number;
  try {
    status = node.type === 'Pipeline' ? yield* runPipeline(node, frame) : yield* runCommand(node, frame);
  } catch (error) {
    status = yield* giveUp(error, frame);
  } finally {
    for (const path of state.temporaryFiles.splice(temporaryFiles)) frame.evaluator.world.files.remove(path);
  }
  if (node.type !== 'Pipeline') state.pipeStatus = undefined;
  if (state.flow?.is !== 'exit') state.status = status;
  if (status !== 0 && state.options.has('errexit') && state.tolerant === 0 && countsForErrexit(node)) {
    state.flow ??= { is: 'exit' };
  }
  return state.status;
}

function* runAndOr(node: AndOr, frame: Frame): Process<number> {
  const { state } = frame;
  const last = node.commands.length - 1;
  for (const [i, command] of node.commands.entries()) {
    const operator = node.operators[i - 1];
    if (operator !== undefined && (state.status === 0) !== (operator === '&&')) continue;
    if (i < last) state.tolerant++;
    try {
      yield* runNode(command, frame);
    } finally {
      if (i < last) state.tolerant--;
    }
    if (state.flow) break;
  }
  return state.status;
}

/** Runs one command of any kind. */
export function* runCommand(node: CommandNode, frame: Frame): Process<number> {
  switch (node.type) {
    case 'Command':
      return yield* runSimpleCommand(node, frame);
    case 'Redirected':
      return yield* withRedirections(node.redirects, frame, (inner) => runCommand(node.command, inner));
    case 'If':
      return yield* runIf(node, frame);
    case 'While':
      return yield* runWhile(node, frame);
    case 'For':
      return yield* runFor(node, frame);
    case 'ArithmeticFor':
      return yield* runArithmeticFor(node, frame);
    case 'Case':
      return yield* runCase(node, frame);
    case 'BraceGroup':
      return yield* runGroup(node, frame);
    case 'Subshell':
      return yield* runSubshell(node, frame);
    case 'Function':
      return runFunctionDefinition(node, frame);
    case 'TestCommand':
      return yield* runConditional(node, frame);
    case 'ArithmeticCommand':
      return yield* runArithmeticCommand(node, frame);
    case 'Select':
      throw new ShellError('select: not supported in this shell; use `for` or `case` instead', 2);
    case 'Coproc':
      throw new ShellError('coproc: not supported in this shell; use `&` instead', 2);
  }
}

/** Compound commands leave the verdict to the commands inside them. */
function countsForErrexit(node: PipelineNode): boolean {
  if (node.type === 'Pipeline') return !isNegated(node);
  return ['Command', 'Subshell', 'TestCommand', 'ArithmeticCommand'].includes(node.type);
}

function isNegated(pipeline: Pipeline): boolean {
  return pipeline.prefixes.some((prefix) => prefix.type === 'Negation');
}

/** An expansion failed, or we did: says so and gives up the rest of the line. */
function* giveUp(error: unknown, frame: Frame): Process<number> {
  if (isCancelled(error)) throw error;
  yield* complain(`${explain(error)}\n`, frame);
  frame.state.flow = { is: 'abort' };
  if (error instanceof ShellError) return error.exitCode;
  return error instanceof ReadonlyError || error instanceof RangeError ? 1 : BUG_STATUS;
}

/** What a bug of ours answers, so that it is never taken for the command's own failure. */
const BUG_STATUS = 70;

function explain(error: unknown): string {
  if (error instanceof ShellError || error instanceof ReadonlyError) return `bash: ${error.message}`;
  if (error instanceof RangeError) {
    return `bash: ${/stack/i.test(error.message) ? 'nested too deeply' : error.message}`;
  }
  return `sandbox bug: ${error instanceof Error ? error.message : String(error)}`;
}
