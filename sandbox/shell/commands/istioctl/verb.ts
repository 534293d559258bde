import { ApiError } from '../../../kube/index';
import type { Process } from '../../../sim/index';
import { defineCommand, type Command, type CommandContext, type CommandInput } from '../../command';
import { IstioctlError } from './failure';

/** What a verb of istioctl works with. */
export interface Call {
  readonly input: CommandInput;
  readonly context: CommandContext;
}

/** Runs one verb: answers the exit code; throws {@link IstioctlError} to fail. */
export type VerbRun = (call: Call) => Process<number>;

/** Declares a verb of istioctl: failures are printed in istioctl's words, once, here. */
export function istioctlVerb(verb: Omit<Command, 'run' | 'family'>, run: VerbRun): Command {
  return defineCommand({
    ...verb,
    family: 'istioctl',
    *run(input, context) {
      try {
        return yield* run({ input, context });
      } catch (error) {
        if (!(error instanceof IstioctlError) && !(error instanceof ApiError)) throw error;
        yield* context.error(`Error: ${error.message}\n`);
        return error instanceof IstioctlError ? error.exitCode : 1;
      }
    },
  });
}
