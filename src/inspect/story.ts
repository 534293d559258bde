import type { DecisionStep, ExplainedHop, ExplainedRequest, Origin } from '../../sandbox/index';

/** The steps that tell the story of a hop; the rest is proof. */
const TELLING = new Set(['virtualHost', 'route', 'weightedCluster', 'cluster', 'endpoint', 'response']);
const MOST_SENTENCES = 3;

/** The few steps of a hop that a reader needs: those with a cause in the manifests first. */
export function tellingSteps(hop: ExplainedHop): readonly DecisionStep[] {
  const steps = (hop.record?.steps ?? []).filter((step) => TELLING.has(step.step));
  const caused = steps.filter((step) => step.origin !== undefined || (step.rejected?.length ?? 0) > 0);
  const chosen = new Set(
    [...caused, ...steps.filter((step) => !caused.includes(step))].slice(0, MOST_SENTENCES),
  );
  return steps.filter((step) => chosen.has(step));
}

/** The line that decided most: the last one named by the hop where it went wrong, else by any hop. */
export function decidingOrigin(
  request: ExplainedRequest,
  isOpenable: (file: string) => boolean,
): Origin | undefined {
  const originsOf = (hops: readonly ExplainedHop[]): Origin[] =>
    hops
      .flatMap((hop) => hop.record?.steps ?? [])
      .flatMap((step) => step.origin ?? [])
      .filter((origin) => origin.file !== undefined && origin.line !== undefined && isOpenable(origin.file));
  const failed = request.hops.filter(
    (hop) => hop.flags !== '' && hop.flags !== '-' && hop.flags !== 'via_upstream',
  );
  return originsOf(failed).at(-1) ?? originsOf(request.hops).at(-1);
}

/** How deep a hop is nested below the first one. */
export function depthOf(hops: readonly ExplainedHop[], index: number): number {
  let depth = 0;
  for (let at = hops[index]?.parent; at !== undefined && depth < hops.length; at = hops[at]?.parent) depth++;
  return depth;
}
