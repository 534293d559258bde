import { differ, sameError } from './compare-one';
import type { ActualOutcome, ExpectedOutcome, Outcome, RequestSpec, Step } from './scenario';

/** Five standard deviations of the difference of two shares. */
const SIGMAS = 5;
/** A group that should have had fewer hits than this may be missing by chance. */
const FEW_HITS = 5;
const UNLIKELY = 1e-6;

/** Compares repeated requests: the same groups of answers, in compatible shares. */
export function compareMany(actual: readonly ActualOutcome[], step: Step): string | undefined {
  const spec = step.request;
  const expected = step.expect ?? [];
  if (spec === undefined) return 'not a request step';
  if (step.loose === true) return compareLoose(actual, expected);
  if ((spec.concurrency ?? 1) > 1) return compareConcurrent(actual, expected);
  const byPod = step.onePod !== true;
  const m = expected.reduce((sum, { count }) => sum + count, 0);
  const recorded = tally(expected, spec, byPod, ({ count }) => count);
  const own = tally(actual, spec, byPod, () => 1);
  for (const group of new Set([...recorded.keys(), ...own.keys()])) {
    const [x, y] = [recorded.get(group) ?? 0, own.get(group) ?? 0];
    if (!compatible(x, m, y, actual.length))
      return differ(
        `count of ${group}`,
        `${String(y)}/${String(actual.length)}`,
        `${String(x)}/${String(m)}`,
      );
  }
  return comparePods(actual, expected, step);
}

function tally<T extends Outcome>(
  outcomes: readonly T[],
  spec: RequestSpec,
  byPod: boolean,
  countOf: (outcome: T) => number,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) {
    const group = groupOf(outcome, spec, byPod);
    counts.set(group, (counts.get(group) ?? 0) + countOf(outcome));
  }
  return counts;
}

function groupOf(outcome: Outcome, spec: RequestSpec, byPod: boolean): string {
  const error = outcome.error === 'empty' && sameError('reset', outcome, spec) ? 'reset' : outcome.error;
  const app = byPod && outcome.app !== null ? `${outcome.app.workload} ${outcome.app.version}` : '';
  return [outcome.status ?? error, app, outcome.body ?? ''].filter((part) => part !== '').join(' ');
}

/** x of m recorded, y of n own: |p - q| within five sigmas of the pooled share. */
function compatible(x: number, m: number, y: number, n: number): boolean {
  if (x === 0 || y === 0) {
    const [share, tries] = x === 0 ? [y / n, m] : [x / m, n];
    const expectedHits = share * tries;
    return expectedHits < FEW_HITS && (1 - share) ** tries > UNLIKELY;
  }
  let pooled = (x + y) / (m + n);
  if (pooled >= 1) pooled = (x + y - 0.5) / (m + n);
  const sigma = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  return Math.abs(x / m - y / n) <= SIGMAS * sigma;
}

function compareLoose(actual: readonly ActualOutcome[], expected: readonly Outcome[]): string | undefined {
  const view = (outcome: Outcome): string =>
    `${String(outcome.status ?? outcome.error)} ${outcome.app?.workload ?? ''}`;
  const own = [...new Set(actual.map(view))].sort().join('; ');
  const recorded = [...new Set(expected.map(view))].sort().join('; ');
  return own === recorded ? undefined : differ('answers', own, recorded);
}

/** One worker: how many got through and how many did not is exact up to one. */
function compareConcurrent(
  actual: readonly ActualOutcome[],
  expected: readonly ExpectedOutcome[],
): string | undefined {
  for (const status of new Set([...actual, ...expected].map((outcome) => outcome.status))) {
    const own = actual.filter((outcome) => outcome.status === status).length;
    const recorded = expected
      .filter((outcome) => outcome.status === status)
      .reduce((sum, { count }) => sum + count, 0);
    if (Math.abs(own - recorded) > 1) return differ(`count of ${String(status)}`, own, recorded);
  }
  return undefined;
}

/** Distinct pods: equal where all of them must have been hit or one is pinned. */
function comparePods(
  actual: readonly ActualOutcome[],
  expected: readonly ExpectedOutcome[],
  step: Step,
): string | undefined {
  if (step.onePod === true) {
    const pods = new Set(actual.map(({ pod }) => pod)).size;
    return pods === 1 ? undefined : differ('pods', pods, 1);
  }
  for (const { pods, count } of expected) {
    for (const [workload, recorded] of Object.entries(pods ?? {})) {
      const own = new Set(actual.filter(({ app }) => app?.workload === workload).map(({ pod }) => pod)).size;
      const sure = recorded === 1 || count / recorded > 20;
      if (sure && own !== recorded) return differ(`pods of ${workload}`, own, recorded);
    }
  }
  return undefined;
}
