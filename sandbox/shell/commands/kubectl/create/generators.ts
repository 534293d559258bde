import type { KubeObject } from '../../../../kube/index';
import type { Command, Flag } from '../../../command';
import { clientError, usageError } from '../failure';
import { dryRunFlag, outputFlag, validateFlag } from '../flags';
import { kubectlVerb, type Session } from '../session';
import { finishCreate } from './finish';

/** What tells one generator from another. */
interface Generator {
  readonly path: readonly string[];
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly flags?: readonly Flag[];
  /** @param name the name typed after the type */
  readonly make: (name: string, session: Session) => KubeObject;
}

/** Declares `kubectl create TYPE NAME`. */
export function generator({ path, aliases, summary, flags = [], make }: Generator): Command {
  const words = path.join(' ');
  return kubectlVerb(
    {
      path: ['kubectl', 'create', ...path],
      ...(aliases ? { aliases } : {}),
      summary,
      usage: `kubectl create ${words} NAME [options]`,
      flags: [
        ...flags,
        dryRunFlag,
        outputFlag,
        validateFlag,
        { long: 'save-config', type: 'switch', summary: 'remember the object for apply' },
        { long: 'field-manager', type: 'string', summary: 'name of the manager of the fields' },
      ],
      arguments: [{ name: 'name' }],
    },
    function* (session) {
      const { positional } = session.input;
      const [name] = positional;
      if (name === undefined || positional.length !== 1)
        throw usageError(`exactly one NAME is required, got ${String(positional.length)}`, `create ${words}`);
      return yield* finishCreate(make(name, session), session);
    },
  );
}

/** Reads a number of a flag's part, in the words of the program. */
export function portNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw clientError(`strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`);
}
