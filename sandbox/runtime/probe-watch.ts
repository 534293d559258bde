import { sleep, type Process } from '../sim/index';
import type { Probe } from './objects';

/** Asks once and answers what is wrong; undefined when nothing is. */
type Ask = () => Process<string | undefined>;

/** Asks until the probe has failed as often as it may; with `untilSuccess` answers false at the first success. */
export function* failsInARow(probe: Probe, ask: Ask, untilSuccess: boolean): Process<boolean> {
  yield* sleep((probe.initialDelaySeconds ?? 0) * 1000);
  for (let failures = 0; ;) {
    const problem = yield* ask();
    if (problem === undefined && untilSuccess) return false;
    failures = problem === undefined ? 0 : failures + 1;
    if (failures >= (probe.failureThreshold ?? 3)) return true;
    yield* sleep((probe.periodSeconds ?? 10) * 1000);
  }
}

/** Asks for ever; what was answered often enough in a row is what is so from then on. */
export function* watchReadiness(
  probe: Probe,
  ask: Ask,
  isReady: () => boolean,
  setReady: (ready: boolean) => void,
): Process<void> {
  yield* sleep((probe.initialDelaySeconds ?? 0) * 1000);
  for (let run = 0; ;) {
    const problem = yield* ask();
    const same = (problem === undefined) === isReady();
    run = same ? 0 : run + 1;
    const enough = problem === undefined ? (probe.successThreshold ?? 1) : (probe.failureThreshold ?? 3);
    if (run >= enough) {
      setReady(problem === undefined);
      run = 0;
    }
    yield* sleep((probe.periodSeconds ?? 10) * 1000);
  }
}
