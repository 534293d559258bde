import type { CommandContext } from '../command';
import type { Process } from '../../sim/index';

/** Complains as GNU tools do about a wrong invocation: the reason, then where help is. */
export function* misuse(name: string, reason: string, context: CommandContext, status = 1): Process<number> {
  yield* context.error(`${name}: ${reason}\nTry '${name} --help' for more information.\n`);
  return status;
}

/** Complains and answers a status. */
export function* fail(name: string, reason: string, context: CommandContext, status = 1): Process<number> {
  yield* context.error(`${name}: ${reason}\n`);
  return status;
}
