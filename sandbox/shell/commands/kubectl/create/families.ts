import type { Command } from '../../../command';
import { usageError } from '../failure';
import { kubectlVerb } from '../session';

/** Types that are created by a second word: `secret generic`, `service clusterip`. */
export const createFamilies: readonly Command[] = [family('secret', []), family('service', ['svc'])];

function family(word: string, aliases: readonly string[]): Command {
  return kubectlVerb(
    {
      path: ['kubectl', 'create', word],
      aliases,
      summary: `Create a ${word} using a specified subcommand`,
      usage: `kubectl create ${word} SUBCOMMAND NAME [options]`,
      flags: [],
    },
    function* (session) {
      throw usageError(
        `unknown command ${JSON.stringify(session.input.positional.join(' '))}`,
        `create ${word}`,
      );
    },
  );
}
