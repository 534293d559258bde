import type { Process } from '../../sim/index';
import type { Frame } from './frame';

/** What a command killed by a broken pipe answers (128 + SIGPIPE). */
const SIGPIPE_STATUS = 141;

/**
 * Writes to standard output. When nobody reads any more the (sub)shell ends: a loop that feeds `head` stops
 * as soon as `head` has enough, whichever command in it was writing.
 */
export function* writeOutput(text: string, frame: Frame): Process<boolean> {
  if (text === '') return true;
  const output = frame.files[1]?.output;
  if (!output) return yield* complain('bash: write error: Bad file descriptor\n', frame);
  if (yield* output.write(text)) return true;
  frame.state.flow = { is: 'exit' };
  frame.state.status = SIGPIPE_STATUS;
  return false;
}

/** Writes to standard error. */
export function* complain(text: string, frame: Frame): Process<boolean> {
  return yield* frame.files[2]?.output?.write(text) ?? nothing();
}

function* nothing(): Process<boolean> {
  return false;
}
