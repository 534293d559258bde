import type { Check, ShellProbe, TrafficProbe, WrongEdit } from './lab';
import { compileRe2, isRe2 } from './lib/re2';
import { isFailure } from './net/index';
import { createPodIndex, type PodIndex } from './lab-pods';
import type { FetchResult, ForkOptions, World } from './world-api';

/** How one check went, with the numbers behind the verdict. */
export interface CheckResult {
  readonly id: string;
  readonly passed: boolean;
  /** Requests sent; 0 for a shell probe. */
  readonly total: number;
  /** What came back, largest first; groups that were expected but never seen are listed with count 0. */
  readonly groups: readonly CheckGroup[];
  /** What a shell probe printed. */
  readonly shell?: { readonly stdout: string; readonly stderr: string; readonly exitCode: number };
  /** Set when the probe could not run at all: the workload it starts from does not exist. */
  readonly missing?: string;
}

export interface CheckGroup {
  /** `200`, `risky`, `NC`; a failed connection is its own group (`refused`). */
  readonly name: string;
  readonly count: number;
  readonly percent: number;
  /** Absent for a group that must not appear. */
  readonly expected?: { readonly percent: number; readonly tolerance: number };
  readonly ok: boolean;
}

/** Work done in pieces: hosts run other things between two of them. */
export type Piecewise<T> = Generator<undefined, T>;

/** A probe is judged by the answers it gets. */
const UNWATCHED: ForkOptions = { telemetry: false };

/** Requests sent between two pauses. */
const REQUESTS_PER_PIECE = 25;

/** Judges one check on a fork of `world`; the world itself is left untouched. Same world state, same answer. */
export function evaluateCheck(world: World, check: Check): CheckResult {
  return finish(new LabJudge(world).check(check));
}

/** True when the learner's world shows the mistake: its diagnostic is present, or its probe's shares come out. */
export function detectWrongEdit(world: World, wrong: WrongEdit): boolean {
  return finish(new LabJudge(world).shows(wrong));
}

function finish<T>(work: Piecewise<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Judges the checks and known mistakes of one state of a world. Traffic is sent once per probe and remembered. */
export class LabJudge {
  readonly #samples = new Map<string, ReadonlyMap<string, number> | undefined>();
  #fork: World | undefined;
  #pods: PodIndex | undefined;

  constructor(private readonly world: World) {}

  *check({ id, probe }: Check): Piecewise<CheckResult> {
    if (probe.kind === 'shell') return judgeShell(yield* forkOf(this.world), id, probe);
    const counts = yield* this.#sample(probe);
    if (counts === undefined) return { id, passed: false, total: 0, groups: [], missing: probe.from };
    const groups = compareShares(counts, probe);
    return { id, passed: groups.every((group) => group.ok), total: probe.count, groups };
  }

  *shows({ feedback, detect }: WrongEdit): Piecewise<boolean> {
    if ('probe' in detect) return (yield* this.check({ id: feedback, probe: detect.probe })).passed;
    return this.world
      .diagnostics()
      .some(
        (diagnostic) =>
          diagnostic.code === detect.diagnostic &&
          (detect.kind === undefined || diagnostic.object?.startsWith(`${detect.kind} `) === true),
      );
  }

  /** How often each group answered; undefined when there is no pod to ask from. */
  *#sample(probe: TrafficProbe): Piecewise<ReadonlyMap<string, number> | undefined> {
    const { shares: _, ...question } = probe;
    const key = JSON.stringify(question);
    if (this.#samples.has(key)) return this.#samples.get(key);
    const fork = (this.#fork ??= yield* forkOf(this.world, UNWATCHED));
    const pods = (this.#pods ??= createPodIndex(fork));
    const counts = yield* sendAll(fork, probe, pods);
    this.#samples.set(key, counts);
    return counts;
  }
}

function* forkOf(world: World, options?: ForkOptions): Piecewise<World> {
  const fork = world.fork(options);
  yield;
  fork.settle();
  yield;
  return fork;
}

function* sendAll(
  world: World,
  probe: TrafficProbe,
  pods: PodIndex,
): Piecewise<ReadonlyMap<string, number> | undefined> {
  const from = probe.from === 'external' ? ('external' as const) : pods.firstOf(probe.from);
  if (from === undefined) return undefined;
  const { url, headers } = probe;
  const request = { from, url, ...(headers === undefined ? {} : { headers }) };
  const counts = new Map<string, number>();
  for (let sent = 0; sent < probe.count; sent++) {
    if (sent % REQUESTS_PER_PIECE === 0) yield;
    const result = world.fetch(request);
    const name = groupOf(result, probe, pods);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function groupOf(result: FetchResult, probe: TrafficProbe, pods: PodIndex): string {
  switch (probe.groupBy) {
    case 'status':
      return isFailure(result.outcome) ? result.outcome.failure : String(result.outcome.status);
    case 'flags':
      return (
        result.trace.hops.map((hop) => hop.flags).findLast((flags) => flags !== '' && flags !== '-') ?? '-'
      );
    case 'version':
      return answeringVersion(result, probe.workload, pods);
  }
}

/** Version label of the last application that took part (of the named workload's or app's, when one is named). */
function answeringVersion(result: FetchResult, workload: string | undefined, pods: PodIndex): string {
  const { hops } = result.trace;
  for (let index = hops.length - 1; index >= 0; index--) {
    const hop = hops[index];
    if (hop?.direction !== 'application') continue;
    const labels = pods.labelsOf(hop.namespace, hop.pod);
    if (workload !== undefined && hop.workload !== workload && labels['app'] !== workload) continue;
    return labels['version'] ?? '-';
  }
  return '-';
}

function compareShares(counts: ReadonlyMap<string, number>, probe: TrafficProbe): CheckGroup[] {
  const names = new Set([...counts.keys(), ...Object.keys(probe.shares)]);
  return [...names]
    .map((name): CheckGroup => {
      const count = counts.get(name) ?? 0;
      const percent = probe.count === 0 ? 0 : (100 * count) / probe.count;
      const expected = probe.shares[name];
      if (expected === undefined) return { name, count, percent, ok: false };
      return {
        name,
        count,
        percent,
        expected,
        ok: Math.abs(percent - expected.percent) <= expected.tolerance,
      };
    })
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

function judgeShell(world: World, id: string, probe: ShellProbe): CheckResult {
  const { stdout, stderr, exitCode } = world.run(probe.line);
  const passed =
    (probe.exitCode === undefined || probe.exitCode === exitCode) &&
    (probe.stdout === undefined || fullyMatches(probe.stdout, stdout));
  return { id, passed, total: 0, groups: [], shell: { stdout, stderr, exitCode } };
}

function fullyMatches(pattern: string, text: string): boolean {
  const expression = compileRe2(`(?s)${pattern}`);
  return isRe2(expression) && expression.fullMatch(text);
}
