import type { Script } from 'unbash';
import type { Frame } from '../evaluate/frame';
import type { Process } from '../../sim/index';

/** The first number bash gives to such a file. */
const FIRST = 63;

/**
 * `<( … )`: runs the commands to their end and answers the name of a file with their output; it lasts as long as
 * the command that uses it.
 */
export function* substituteProcess(script: Script | undefined, frame: Frame): Process<string> {
  const { state, evaluator } = frame;
  const { status, substitutionStatus } = state;
  const text = yield* evaluator.capture(script, frame);
  state.status = status;
  state.substitutionStatus = substitutionStatus;
  const path = `/dev/fd/${String(FIRST - state.temporaryFiles.length)}`;
  evaluator.world.files.write(path, text === '' ? '' : `${text}\n`);
  state.temporaryFiles.push(path);
  return path;
}
