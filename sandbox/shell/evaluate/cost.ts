import { sleep, type Process } from '../../sim/index';
import type { Frame } from './frame';

/** Virtual time of one builtin or test. */
const BUILTIN_US = 40;

/** Virtual time to start a program. */
const PROGRAM_MS = 1.2;

/** Builtins sleep in bundles this long, so that a loop lets time pass without an event per command. */
const BUNDLE_US = 1000;

/** Lets the virtual time of one builtin pass. */
export function* spendBuiltin({ state }: Frame): Process<void> {
  state.debtUs += BUILTIN_US;
  if (state.debtUs < BUNDLE_US) return;
  const debtMs = state.debtUs / 1000;
  state.debtUs = 0;
  yield* sleep(debtMs);
}

/** Lets the virtual time pass that starting a program takes. */
export function* spendProgram({ state }: Frame): Process<void> {
  const debtMs = state.debtUs / 1000;
  state.debtUs = 0;
  yield* sleep(PROGRAM_MS + debtMs);
}
