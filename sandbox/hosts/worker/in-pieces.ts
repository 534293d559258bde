import type { Piecewise } from '../../index';
import type { SessionPlatform } from './platform';

/** Real milliseconds of work before everything else gets its turn. */
const TURN_MS = 10;

/** Does a long piece of work between the slices of the running world. */
export async function inPieces<T>(work: Piecewise<T>, platform: SessionPlatform): Promise<T> {
  for (;;) {
    const until = platform.now() + TURN_MS;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (platform.now() < until);
    await new Promise<void>((next) => {
      platform.later(next, 0);
    });
  }
}
