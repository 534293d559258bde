import type { LabBundle } from './lab';
import { detectWrongEdit, evaluateCheck } from './lab-checks';
import { labWorld } from './lab-world';
import { createWorld } from './world';
import type { World } from './world-api';

/** One thing a lab promises, and whether it holds. */
export interface PlayOutcome {
  readonly name: string;
  readonly ok: boolean;
  readonly why: string;
}

/**
 * Plays a lab as its learners would: the start state must not pass, the solution must pass every check,
 * and each known wrong edit must get its own feedback.
 */
export function playLab(bundle: LabBundle): readonly PlayOutcome[] {
  return [
    playStart(bundle),
    ...playSolution(bundle),
    ...bundle.lab.wrong.map((edit) => playWrong(bundle, edit.file)),
  ];
}

/** A world as the learner finds it. */
function openLab(bundle: LabBundle, seed = bundle.lab.seed): World {
  const world = createWorld({ ...labWorld(bundle), seed });
  world.settle();
  return world;
}

function playStart(bundle: LabBundle): PlayOutcome {
  const world = openLab(bundle);
  const passed = bundle.lab.checks.filter((check) => evaluateCheck(world, check).passed);
  const ok = passed.length < bundle.lab.checks.length;
  return { name: 'start', ok, why: 'every check passes before the learner did anything' };
}

function playSolution(bundle: LabBundle): readonly PlayOutcome[] {
  const world = openLab(bundle);
  const { exitCode, stderr } = world.run(bundle.solution);
  world.settle();
  const ran: PlayOutcome = {
    name: 'solution',
    ok: exitCode === 0,
    why: `exit code ${String(exitCode)}: ${stderr}`,
  };
  const checks = bundle.lab.checks.map((check) => {
    const result = evaluateCheck(world, check);
    return { name: `solution: ${check.id}`, ok: result.passed, why: JSON.stringify(result) };
  });
  return [ran, ...checks];
}

function playWrong(bundle: LabBundle, file: string): PlayOutcome {
  const world = openLab(bundle);
  world.apply(bundle.wrong[file] ?? '', { file });
  world.settle();
  const wanted = bundle.lab.wrong.find((edit) => edit.file === file)?.feedback;
  const found = bundle.lab.wrong.find((edit) => detectWrongEdit(world, edit))?.feedback;
  return {
    name: `wrong: ${file}`,
    ok: found === wanted,
    why: `feedback is ${found ?? 'none'}, wanted ${String(wanted)}`,
  };
}
