import type { ObjectKey } from '../../../../kube/index';
import { sleep, type Process } from '../../../../sim/index';
import { parseGoDuration } from '../duration';
import { clientError, type KubectlError } from '../failure';
import type { Session } from '../session';

const POLL_MS = 100;

/** An object whose deletion was asked for. */
export interface Deleted {
  readonly key: ObjectKey;
  readonly uid: string | undefined;
  /** `pods/web`. */
  readonly name: string;
}

/** How long objects get to end, in seconds: `--now`, `--force` and `--grace-period`; undefined = as they say. */
export function graceOf({ input }: Session): number | undefined {
  const typed = input.flag('grace-period');
  const isForced = input.has('force');
  if (input.has('now')) {
    if (typed !== undefined && typed !== '-1')
      throw clientError('--now and --grace-period cannot be specified together');
    return 1;
  }
  const seconds = typed === undefined ? -1 : Number(typed);
  if (seconds > 0 && isForced)
    throw clientError('--force and --grace-period greater than 0 cannot be specified together');
  if (seconds < 0) return isForced ? 0 : undefined;
  return seconds === 0 && !isForced ? 1 : seconds;
}

/** Suspends until the objects are gone, unless `--wait=false`; answers those that are not in time. */
export function* awaitGone(deleted: readonly Deleted[], session: Session): Process<readonly KubectlError[]> {
  const { input, api, context } = session;
  if (input.flag('wait') === 'false') return [];
  const limitMs = parseGoDuration(input.flag('timeout') ?? '0s');
  if (limitMs === undefined)
    throw clientError(`invalid argument ${JSON.stringify(input.flag('timeout'))} for "--timeout" flag`);
  const endMs = limitMs === 0 ? Infinity : context.world.kernel.nowMs + limitMs;
  const late: KubectlError[] = [];
  for (const { key, uid, name } of deleted) {
    while (api.get(key)?.metadata.uid === uid && context.world.kernel.nowMs < endMs) yield* sleep(POLL_MS);
    if (api.get(key)?.metadata.uid === uid)
      late.push(clientError(`timed out waiting for the condition on ${name}`));
  }
  return late;
}
