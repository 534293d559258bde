import { createWorld, type World } from '../../../sandbox/index';
import { preparation } from './preparation';
import {
  belongsTo,
  expectationsOf,
  flavoursOf,
  isCounted,
  type Flavour,
  type Task,
  type TaskCommand,
} from './task';
import { holds } from './verify';

/** How often an output is asked for again, as the documentation's tests do, and how long in between. */
const TRIES = 4;
const PAUSE = 'sleep 3';
const SETTLE_MS = 60_000;
/** A command that runs longer, or prints more, has no end. */
const LONGEST_MS = 900_000;
const LONGEST_OUTPUT = 300_000;

export interface Played {
  readonly id: string;
  readonly why?: string;
}

/** Plays a task, one world for each way it can be followed. */
export function playTask(task: Task, samples: Readonly<Record<string, string>>): Played[] {
  const judged = new Map<TaskCommand, string | undefined>();
  for (const flavour of flavoursOf(task)) playFlavour(task, flavour, samples, judged);
  return task.commands.filter(isCounted).map((command, index) => {
    const id = `${task.slug}#${String(index)} ${command.name}`;
    const why = judged.has(command) ? judged.get(command) : 'belongs to no way that is played';
    return why === undefined ? { id } : { id, why };
  });
}

function playFlavour(
  task: Task,
  flavour: Flavour,
  samples: Readonly<Record<string, string>>,
  judged: Map<TaskCommand, string | undefined>,
): void {
  const world = createWorld({ seed: 1, samples, gatewayApi: needsGatewayApi(task, flavour) });
  for (const line of preparation(task, flavour)) run(world, line);
  world.settle(SETTLE_MS);
  for (const command of task.commands) {
    if (!(command.sandbox === 'run' || isTested(task, command)) || !belongsTo(command, flavour)) continue;
    const counts = isCounted(command) && !judged.has(command);
    const why = play(world, command, flavour, counts);
    if (counts) judged.set(command, why);
    world.settle(SETTLE_MS);
  }
}

/** A command that the sandbox need not know, but the page's own test runs: others rest on it. */
function isTested({ testFlow }: Task, { name }: TaskCommand): boolean {
  return Object.values(testFlow ?? {})
    .flat()
    .some((step) => step.op === 'run' && step.name === name);
}

/** A loop that the reader ends with Ctrl-C. */
function bounded(line: string): string {
  if (!/\bwhile (:|true)\s*;/.test(line)) return line;
  return `timeout 10 bash -c '${line.replaceAll("'", `'\\''`)}'`;
}

/** Answers why the command does not do what is expected; undefined when it does. */
function play(world: World, command: TaskCommand, flavour: Flavour, counts: boolean): string | undefined {
  // Verified more than once, a command is asked at several points of the test; the page is read to the last of them.
  const wanted = counts ? expectationsOf(command, flavour).at(-1) : undefined;
  let output = '';
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const result = run(world, bounded(command.cmd));
    if (typeof result === 'string') return result;
    output = result.output;
    if (wanted === undefined) return undefined;
    const { method, expected } = wanted;
    const met = [output, result.stdout].some((text) => holds(method, text, expected ?? '', result.exitCode));
    if (met) return undefined;
    run(world, PAUSE);
  }
  return `${wanted?.method ?? ''} wanted ${JSON.stringify(wanted?.expected ?? '')}, got ${JSON.stringify(output.slice(0, 600))}`;
}

function run(
  world: World,
  line: string,
): { readonly output: string; readonly stdout: string; readonly exitCode: number } | string {
  const startMs = world.nowMs();
  let output = '';
  try {
    const { stdout, exitCode } = world.run(line, {
      onOutput: (text) => {
        output += text;
        if (output.length > LONGEST_OUTPUT || world.nowMs() - startMs > LONGEST_MS)
          throw new Error('the command has no end');
      },
    });
    return { output, stdout, exitCode };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Istio's own APIs are shown on clusters without Gateway API, unless the page installs it. */
function needsGatewayApi(task: Task, flavour: Flavour): boolean {
  const installs = task.commands.some(({ cmd }) => cmd.includes('gateways.gateway.networking.k8s.io'));
  const shown = flavoursOf(task).length === 1 && task.needs.includes('Gateway API');
  return flavour === 'gateway-api' || installs || shown;
}
