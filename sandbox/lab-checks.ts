import type { Check, ShellProbe, TrafficProbe, WrongEdit } from './lab';
import { compileRe2, isRe2 } from './lib/re2';
import { isFailure } from './net/index';
import { createPodIndex, type PodIndex } from './lab-pods';
import type { FetchResult, World } from './world-api';

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

/**
 * Judges one check on a fork of `world`; the world itself is left untouched.
 * Same world state and fork seed, same answer.
 */
export function evaluateCheck(world: World, check: Check): CheckResult {
  const fork = world.fork();
  fork.settle();
  return check.probe.kind === 'traffic'
    ? judgeTraffic(fork, check.id, check.probe)
    : judgeShell(fork, check.id, check.probe);
}

/** True when the learner's world shows the mistake: its diagnostic is present, or its probe's shares come out. */
export function detectWrongEdit(world: World, wrong: WrongEdit): boolean {
  const { detect } = wrong;
  if ('probe' in detect) {
    return evaluateCheck(world, { id: wrong.feedback, probe: detect.probe }).passed;
  }
  return world
    .diagnostics()
    .some(
      (diagnostic) =>
        diagnostic.code === detect.diagnostic &&
        (detect.kind === undefined || diagnostic.object?.startsWith(`${detect.kind} `) === true),
    );
}

function judgeTraffic(world: World, id: string, probe: TrafficProbe): CheckResult {
  const pods = createPodIndex(world);
  const from = probe.from === 'external' ? ('external' as const) : pods.firstOf(probe.from);
  if (from === undefined) return { id, passed: false, total: 0, groups: [], missing: probe.from };
  const counts = new Map<string, number>();
  for (let sent = 0; sent < probe.count; sent++) {
    const result = world.fetch({
      from,
      url: probe.url,
      ...(probe.headers === undefined ? {} : { headers: probe.headers }),
    });
    const name = groupOf(result, probe, pods);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const groups = compareShares(counts, probe);
  return { id, passed: groups.every((group) => group.ok), total: probe.count, groups };
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
  for (const hop of [...result.trace.hops].reverse()) {
    if (hop.direction !== 'application') continue;
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
