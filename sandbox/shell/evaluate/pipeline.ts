import type { CommandNode, Pipeline } from 'unbash';
import { currentTask, isCancelled, join, type Process, type Task } from '../../sim/index';
import { Pipe } from '../streams/pipe';
import type { Descriptor } from '../streams/streams';
import { inSubshell } from './compound';
import type { Frame } from './frame';
import { complain } from './write';

/** `! a | b |& c`, with `time` in front if wanted. */
export function* runPipeline(node: Pipeline, frame: Frame): Process<number> {
  const { state, evaluator } = frame;
  const isNegated = node.prefixes.filter((prefix) => prefix.type === 'Negation').length % 2 === 1;
  const time = node.prefixes.find((prefix) => prefix.type === 'Time');
  const startMs = evaluator.world.kernel.nowMs;
  if (isNegated) state.tolerant++;
  let status: number;
  try {
    status = yield* runStages(node, frame);
  } finally {
    if (isNegated) state.tolerant--;
  }
  if (time)
    yield* complain(timeText(evaluator.world.kernel.nowMs - startMs, time.posix !== undefined), frame);
  if (!isNegated) return status;
  if (!state.flow) state.status = status === 0 ? 1 : 0;
  return status === 0 ? 1 : 0;
}

function* runStages(node: Pipeline, frame: Frame): Process<number> {
  const [only, ...others] = node.commands;
  if (!only) return 0;
  if (others.length === 0) return yield* frame.evaluator.runCommand(only, frame);
  const tasks = yield* startStages(node, frame);
  try {
    const statuses: number[] = [];
    for (const task of tasks) statuses.push(yield* statusOf(task));
    frame.state.pipeStatus = statuses;
    if (frame.state.options.has('pipefail')) return statuses.findLast((status) => status !== 0) ?? 0;
    return statuses.at(-1) ?? 0;
  } finally {
    for (const task of tasks) task.cancel();
  }
}

/** Starts every stage as a task of its own; each runs in a subshell. */
function* startStages(node: Pipeline, frame: Frame): Process<Task<number>[]> {
  const { kernel } = currentTask();
  let incoming: Pipe | undefined;
  return node.commands.map((command, i) => {
    const outgoing = i < node.commands.length - 1 ? new Pipe() : undefined;
    const files: (Descriptor | undefined)[] = [...frame.files];
    if (incoming) files[0] = { input: incoming };
    if (outgoing) files[1] = { output: outgoing };
    if (outgoing && node.operators[i] === '|&') files[2] = { output: outgoing };
    const stage = runStage(command, { ...frame, files }, incoming, outgoing);
    incoming = outgoing;
    return kernel.spawn('stage', stage);
  });
}

function* runStage(
  command: CommandNode,
  frame: Frame,
  incoming: Pipe | undefined,
  outgoing: Pipe | undefined,
): Process<number> {
  try {
    return yield* inSubshell(frame, (inner) => inner.evaluator.runNode(command, inner));
  } finally {
    outgoing?.closeWriter();
    incoming?.closeReader();
  }
}

/** What a task answered; 130 when it was cancelled. */
export function* statusOf(task: Task<number>): Process<number> {
  try {
    return yield* join(task);
  } catch (error) {
    if (isCancelled(error)) return 130;
    throw error;
  }
}

/** The three lines `time` prints; simulated commands use no processor time. */
function timeText(ms: number, isPosix: boolean): string {
  if (isPosix) return `real ${(ms / 1000).toFixed(2)}\nuser 0.00\nsys 0.00\n`;
  const minutes = Math.floor(ms / 60_000);
  const seconds = ((ms % 60_000) / 1000).toFixed(3);
  return `\nreal\t${String(minutes)}m${seconds}s\nuser\t0m0.000s\nsys\t0m0.000s\n`;
}
