import { isoSeconds } from '../../../lib/calendar';
import type { KubeObject } from '../../object';
import { at, records } from '../../read';

/** How a job is over. */
export interface JobEnd {
  readonly type: 'Complete' | 'Failed';
  readonly reason: string;
  readonly message: string;
}

export const COMPLETE: JobEnd = {
  type: 'Complete',
  reason: 'CompletionsReached',
  message: 'Reached expected number of succeeded pods',
};
export const TOO_MANY_FAILURES: JobEnd = {
  type: 'Failed',
  reason: 'BackoffLimitExceeded',
  message: 'Job has reached the specified backoff limit',
};
export const TOO_LATE: JobEnd = {
  type: 'Failed',
  reason: 'DeadlineExceeded',
  message: 'Job was active longer than specified deadline',
};

/** Complete or Failed, once the job is over. */
export function jobEnd(job: KubeObject): 'Complete' | 'Failed' | undefined {
  const held = records(at(job.status, 'conditions'))
    .filter((condition) => condition['status'] === 'True')
    .map((condition) => condition['type']);
  if (held.includes('Complete')) return 'Complete';
  return held.includes('Failed') ? 'Failed' : undefined;
}

/** The conditions of a job that is over: why it was to end, and that it has. */
export function endConditions({ type, reason, message }: JobEnd, nowMs: number): readonly unknown[] {
  const time = isoSeconds(nowMs);
  return [type === 'Complete' ? 'SuccessCriteriaMet' : 'FailureTarget', type].map((name) => ({
    type: name,
    status: 'True',
    lastProbeTime: time,
    lastTransitionTime: time,
    reason,
    message,
  }));
}

/** Whether a job is held back. */
export function isSuspended(job: KubeObject): boolean {
  return at(job.spec, 'suspend') === true;
}

/** Whether it was, when its status was written. */
export function wasSuspended(job: KubeObject): boolean {
  return knownSuspension(job)?.['status'] === 'True';
}

function knownSuspension(job: KubeObject): Readonly<Record<string, unknown>> | undefined {
  return records(at(job.status, 'conditions')).find(({ type }) => type === 'Suspended');
}

/** Whether a job is held back, and since when. */
export function suspendedCondition(job: KubeObject, nowMs: number): readonly unknown[] {
  const known = knownSuspension(job);
  const isHeld = isSuspended(job);
  if (!isHeld && known === undefined) return [];
  const status = isHeld ? 'True' : 'False';
  if (known?.['status'] === status) return [known];
  const time = isoSeconds(nowMs);
  const [reason, message] = isHeld ? ['JobSuspended', 'Job suspended'] : ['JobResumed', 'Job resumed'];
  return [{ type: 'Suspended', status, lastProbeTime: time, lastTransitionTime: time, reason, message }];
}
