import { isoSeconds } from '../../../lib/calendar';
import { recordEvent } from '../../events';
import { isPodReady } from '../../kinds/pod/reader';
import type { KubeObject } from '../../object';
import { at, number, record, records, string } from '../../read';
import { parseTimestamp } from '../../timestamp';
import type { Controller, ControllerContext } from '../controller';
import { presentCounts } from '../counts';
import { createPod } from '../create-pod';
import { keyOfObject, ownersOfChange } from '../owned';
import { podOfTemplate } from '../template-pod';
import {
  COMPLETE,
  endConditions,
  jobEnd,
  isSuspended,
  suspendedCondition,
  TOO_LATE,
  TOO_MANY_FAILURES,
  wasSuspended,
  type JobEnd,
} from './condition';
import {
  INDEX_LABEL,
  indexOf,
  isIndexed,
  isPastLimit,
  nextStart,
  podsOf,
  succeededCount,
  type JobPods,
} from './pods';

/** Runs pods of a Job until enough have ended well or too many have not (pkg/controller/job/job_controller.go). */
export const jobController: Controller = {
  name: 'job',
  affected: (event) => ownersOfChange(event, 'Job', 'Pod'),
  reconcile: (key, context) => {
    const job = context.api.get(key);
    if (!job) return undefined;
    if (jobEnd(job) !== undefined) return expire(job, context);
    if (at(job.spec, 'selector') === undefined) {
      name(job, context);
      return undefined;
    }
    const pods = podsOf(job, context);
    const end = endOfJob(job, pods, context);
    if (end !== undefined) {
      for (const pod of pods.active) deletePod(job, pod, context);
      tell(job, end.type === 'Complete' ? 'Normal' : 'Warning', eventReason(end), eventText(end), context);
    }
    let waitMs: number | undefined;
    try {
      if (end === undefined) waitMs = keepRunning(job, pods, context);
    } finally {
      writeStatus(job, end, context);
    }
    return end === undefined ? firstOf(waitMs, deadlineIn(job, context)) : undefined;
  },
};

function eventReason({ type, reason }: JobEnd): string {
  return type === 'Complete' ? 'Completed' : reason;
}

function eventText({ type, message }: JobEnd): string {
  return type === 'Complete' ? 'Job completed' : message;
}

/** Tells the job's pods from all others: labels that only the server can give. */
function name(job: KubeObject, { api }: ControllerContext): void {
  const { name: jobName, uid = '' } = job.metadata;
  const id = { 'batch.kubernetes.io/controller-uid': uid };
  const labels = {
    ...id,
    'batch.kubernetes.io/job-name': jobName,
    'controller-uid': uid,
    'job-name': jobName,
  };
  const spec = { selector: { matchLabels: id }, template: { metadata: { labels } } };
  api.patch(keyOfObject(job), { spec }, { fieldValidation: 'Ignore' });
}

/** Deletes a job that is over, once it has been kept long enough. */
function expire(job: KubeObject, { api, now }: ControllerContext): number | undefined {
  const keptSeconds = at(job.spec, 'ttlSecondsAfterFinished');
  if (typeof keptSeconds !== 'number') return undefined;
  const ended = records(at(job.status, 'conditions')).map((entry) => string(entry['lastTransitionTime']));
  const leftMs = parseTimestamp(ended.at(-1) ?? '') + keptSeconds * 1000 - now();
  if (leftMs > 0) return leftMs;
  api.delete(keyOfObject(job));
  return undefined;
}

function endOfJob(job: KubeObject, pods: JobPods, context: ControllerContext): JobEnd | undefined {
  if (isPastLimit(job, pods)) return TOO_MANY_FAILURES;
  if (deadlineIn(job, context) === 0) return TOO_LATE;
  const wanted = at(job.spec, 'completions');
  const done = succeededCount(job, pods);
  const isEnough = typeof wanted === 'number' ? done >= wanted : done > 0 && pods.active.length === 0;
  return isEnough ? COMPLETE : undefined;
}

/** Milliseconds until the job has run too long; undefined when it may run for ever. */
function deadlineIn(job: KubeObject, { now }: ControllerContext): number | undefined {
  const seconds = at(job.spec, 'activeDeadlineSeconds');
  const start = string(at(job.status, 'startTime'));
  if (typeof seconds !== 'number' || start === '' || isSuspended(job)) return undefined;
  return Math.max(0, parseTimestamp(start) + seconds * 1000 - now());
}

function firstOf(...waits: readonly (number | undefined)[]): number | undefined {
  const given = waits.filter((wait) => wait !== undefined);
  return given.length === 0 ? undefined : Math.min(...given);
}

/** Makes missing pods and ends surplus ones. Answers in how many milliseconds there is more to do. */
function keepRunning(job: KubeObject, pods: JobPods, context: ControllerContext): number | undefined {
  const missing = wantedActive(job, pods) - pods.active.length;
  for (const pod of pods.active.slice(0, Math.max(0, -missing))) deletePod(job, pod, context);
  if (missing <= 0) return undefined;
  const waitMs = nextStart(pods) - context.now();
  if (waitMs > 0) return waitMs;
  const free = isIndexed(job) ? freeIndexes(job, pods) : [];
  for (let made = 0; made < missing; made++) addPod(job, free[made], context);
  return undefined;
}

function wantedActive(job: KubeObject, pods: JobPods): number {
  if (isSuspended(job)) return 0;
  const parallelism = number(at(job.spec, 'parallelism'));
  const wanted = at(job.spec, 'completions');
  const done = succeededCount(job, pods);
  if (typeof wanted === 'number') return Math.min(parallelism, wanted - done);
  return done > 0 ? pods.active.length : parallelism;
}

function freeIndexes(job: KubeObject, { active, succeeded }: JobPods): readonly number[] {
  const taken = new Set([...active, ...succeeded].map(indexOf));
  const all = Array.from({ length: number(at(job.spec, 'completions')) }, (_, index) => index);
  return all.filter((index) => !taken.has(index));
}

function addPod(job: KubeObject, index: number | undefined, context: ControllerContext): void {
  const { api } = context;
  const { name: jobName } = job.metadata;
  const number = index === undefined ? '' : `${String(index)}-`;
  const labels: Readonly<Record<string, string>> =
    index === undefined ? {} : { [INDEX_LABEL]: String(index) };
  const named = { name: '', generateName: `${jobName}-${number}`, labels };
  const pod = podOfTemplate(job, at(job.spec, 'template'), named, api);
  const numbered = index === undefined ? pod : { ...pod, spec: withIndex(pod.spec, String(index)) };
  const { metadata } = createPod(numbered, context, (message) => {
    tell(job, 'Warning', 'FailedCreate', `Error creating: ${message}`, context);
  });
  tell(job, 'Normal', 'SuccessfulCreate', `Created pod: ${metadata.name}`, context);
}

function withIndex(spec: unknown, value: string): unknown {
  const containers = records(at(spec, 'containers')).map((container) => ({
    ...container,
    env: [...records(container['env']), { name: 'JOB_COMPLETION_INDEX', value }],
  }));
  return { ...record(spec), containers };
}

function deletePod(job: KubeObject, pod: KubeObject, context: ControllerContext): void {
  context.api.delete(keyOfObject(pod));
  tell(job, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`, context);
}

function writeStatus(job: KubeObject, end: JobEnd | undefined, context: ControllerContext): void {
  const { api, now } = context;
  const pods = podsOf(job, context);
  const suspended = suspendedCondition(job, now());
  const conditions = [...suspended, ...(end === undefined ? [] : endConditions(end, now()))];
  const counts = {
    active: pods.active.length,
    succeeded: succeededCount(job, pods),
    failed: pods.failed.length,
  };
  api.updateStatus(keyOfObject(job), {
    ...presentCounts(counts),
    ready: pods.active.filter(isPodReady).length,
    terminating: 0,
    ...startedAt(job, now()),
    uncountedTerminatedPods: {},
    ...(end?.type === 'Complete' ? { completionTime: isoSeconds(now()) } : {}),
    ...(conditions.length > 0 ? { conditions } : {}),
  });
}

/** When it began to run, or went on; one that is held back does not begin. */
function startedAt(job: KubeObject, nowMs: number): { readonly startTime?: unknown } {
  const startTime = at(job.status, 'startTime');
  if (isSuspended(job)) return startTime === undefined ? {} : { startTime };
  const isFresh = startTime === undefined || wasSuspended(job);
  return { startTime: isFresh ? isoSeconds(nowMs) : startTime };
}

function tell(
  job: KubeObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
  { api, now }: ControllerContext,
): void {
  recordEvent(api, now(), job, { type, reason, message, component: 'job-controller' });
}
