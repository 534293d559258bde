import { compareMany } from './compare-many';
import { compareOne } from './compare-one';
import { ScenarioMesh } from './mesh';
import type { Scenario, Step } from './scenario';
import { sendAll } from './send';

/** Later changes must be younger than earlier ones by Kubernetes' one-second clock. */
const CHANGE_GAP_MS = 1100;

/** The recording starts when proxies have been at rest for longer than Envoy merges health updates. */
const REST_MS = 1100;

export interface StepResult {
  readonly id: string;
  /** The difference; undefined when the step passed. */
  readonly why?: string;
}

/** Plays a scenario; one result per request step that has an expectation. */
export function play(scenario: Scenario): StepResult[] {
  const compared = scenario.steps.flatMap((step, index) => (isCompared(step) ? [index] : []));
  const results: StepResult[] = [];
  try {
    const mesh = new ScenarioMesh(scenario);
    mesh.settle();
    mesh.run(REST_MS);
    for (const [index, step] of scenario.steps.entries()) {
      const why = runStep(mesh, step);
      const id = `${scenario.id}#${String(index)}`;
      if (isCompared(step)) results.push(why === undefined ? { id } : { id, why });
    }
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    for (const index of compared.slice(results.length))
      results.push({ id: `${scenario.id}#${String(index)}`, why });
  }
  return results;
}

function isCompared(step: Step): boolean {
  return step.request !== undefined && step.expect !== undefined && step.unstable !== true;
}

function runStep(mesh: ScenarioMesh, step: Step): string | undefined {
  if (step.apply !== undefined || step.delete !== undefined) {
    mesh.run(CHANGE_GAP_MS);
    if (step.apply !== undefined) mesh.apply(step.apply);
    if (step.delete !== undefined) mesh.delete(step.delete);
    mesh.settle();
  }
  if (step.sleepMs !== undefined) mesh.run(step.sleepMs);
  if (step.request === undefined) return undefined;
  const repeat = step.repeat ?? 1;
  const outcomes = sendAll(mesh, step.request, repeat);
  if (!isCompared(step)) return undefined;
  const [expected, ...more] = step.expect ?? [];
  const [only] = outcomes;
  if (repeat > 1 || more.length > 0) return compareMany(outcomes, step);
  return expected === undefined || only === undefined ? 'no expectation' : compareOne(only, expected, step);
}
