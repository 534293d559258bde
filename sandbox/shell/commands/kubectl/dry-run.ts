import type { Process } from '../../../sim/index';
import { clientError } from './failure';
import { klogLine } from './klog';
import type { Session } from './session';

export type DryRun = 'none' | 'client' | 'server';

/** Reads --dry-run; without a value it means client and says so. @throws KubectlError for other words */
export function* readDryRun(session: Session): Process<DryRun> {
  const typed = session.input.flag('dry-run');
  switch (typed) {
    case undefined:
    case 'none':
      return 'none';
    case 'client':
    case 'server':
      return typed;
    case 'unchanged':
      yield* session.printError(
        klogLine(
          'W',
          'helpers.go:719',
          '--dry-run is deprecated and can be replaced with --dry-run=client.',
          session.context.world.now(),
        ),
      );
      return 'client';
    default:
      return yield* legacyDryRun(typed, session);
  }
}

/** What follows the verb's word: ` (dry run)`. */
export function dryRunSuffix(dryRun: DryRun): string {
  return dryRun === 'client' ? ' (dry run)' : dryRun === 'server' ? ' (server dry run)' : '';
}

function* legacyDryRun(typed: string, session: Session): Process<DryRun> {
  if (typed !== 'true' && typed !== 'false')
    throw clientError(`Invalid dry-run value (${typed}). Must be "none", "server", or "client".`);
  yield* session.printError(
    klogLine(
      'W',
      'helpers.go:704',
      `--dry-run=${typed} is deprecated (boolean value) and can be replaced with --dry-run=${typed === 'true' ? 'client' : 'none'}.`,
      session.context.world.now(),
    ),
  );
  return typed === 'true' ? 'client' : 'none';
}

/** Reads --validate. @throws KubectlError for other words */
export function readValidation(session: Session): 'Strict' | 'Warn' | 'Ignore' {
  switch (session.input.flag('validate')) {
    case undefined:
    case 'strict':
    case 'true':
      return 'Strict';
    case 'warn':
      return 'Warn';
    case 'ignore':
    case 'false':
      return 'Ignore';
    default:
      throw clientError(
        `invalid - validate option ${JSON.stringify(session.input.flag('validate'))}; must be one of: strict (or true), warn, ignore (or false)`,
      );
  }
}
