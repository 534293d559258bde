import { compareText } from '../../../lib/compare-text';
import { isoSeconds } from '../../../lib/calendar';
import { nextTime } from '../../../lib/cron';
import { recordEvent } from '../../events';
import type { KubeObject } from '../../object';
import { at, number, record, string, stringMap } from '../../read';
import { parseTimestamp } from '../../timestamp';
import type { Controller, ControllerContext } from '../controller';
import { jobEnd } from '../job/condition';
import { controllerReference, keyOfObject, ownedBy, ownersOfChange } from '../owned';

/** Makes a Job at every time of a CronJob's schedule (pkg/controller/cronjob/cronjob_controllerv2.go). */
export const cronJobController: Controller = {
  name: 'cron-job',
  affected: (event) => ownersOfChange(event, 'CronJob', 'Job'),
  reconcile: (key, context) => {
    const cronJob = context.api.get(key);
    if (!cronJob) return undefined;
    dropHistory(cronJob, context);
    const isHeld = at(cronJob.spec, 'suspend') === true;
    const due = isHeld ? undefined : lastDue(cronJob, context);
    if (due !== undefined) start(cronJob, due, context);
    writeStatus(cronJob, due, context);
    const next = nextTime(string(at(cronJob.spec, 'schedule')), context.now());
    return isHeld || next === undefined ? undefined : next - context.now();
  },
};

/** The latest time of the schedule that has come and has no job yet, epoch milliseconds. */
function lastDue(cronJob: KubeObject, { now }: ControllerContext): number | undefined {
  const schedule = string(at(cronJob.spec, 'schedule'));
  const last = string(at(cronJob.status, 'lastScheduleTime')) || (cronJob.metadata.creationTimestamp ?? '');
  const lateSeconds = at(cronJob.spec, 'startingDeadlineSeconds');
  const earliest = typeof lateSeconds === 'number' ? now() - lateSeconds * 1000 : 0;
  let due: number | undefined;
  let time = nextTime(schedule, Math.max(parseTimestamp(last), earliest - 1));
  while (time !== undefined && time <= now()) {
    due = time;
    time = nextTime(schedule, time);
  }
  return due;
}

function start(cronJob: KubeObject, due: number, context: ControllerContext): void {
  const { api } = context;
  const { name, namespace = '' } = cronJob.metadata;
  const running = activeJobs(cronJob, context);
  const policy = at(cronJob.spec, 'concurrencyPolicy');
  if (policy === 'Forbid' && running.length > 0) {
    const message = 'Not starting job because prior execution is running and concurrency policy is Forbid';
    tell(cronJob, 'JobAlreadyActive', message, context);
    return;
  }
  if (policy === 'Replace')
    for (const job of running) {
      api.delete(keyOfObject(job));
      tell(cronJob, 'SuccessfulDelete', `Deleted job ${job.metadata.name}`, context);
    }
  const jobName = `${name}-${String(Math.floor(due / 60_000))}`;
  if (api.get({ kind: 'Job', namespace, name: jobName })) return;
  const { metadata, spec } = record(at(cronJob.spec, 'jobTemplate'));
  const labels = stringMap(at(metadata, 'labels'));
  api.create(
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: jobName,
        namespace,
        ...(Object.keys(labels).length > 0 ? { labels } : {}),
        annotations: {
          ...stringMap(at(metadata, 'annotations')),
          'batch.kubernetes.io/cronjob-scheduled-timestamp': isoSeconds(due),
        },
        ownerReferences: [controllerReference(cronJob, api)],
      },
      spec,
    },
    { fieldValidation: 'Ignore' },
  );
  tell(cronJob, 'SuccessfulCreate', `Created job ${jobName}`, context);
}

function activeJobs(cronJob: KubeObject, { api }: ControllerContext): readonly KubeObject[] {
  return ownedBy(cronJob, 'Job', api).filter((job) => jobEnd(job) === undefined);
}

/** Deletes the oldest jobs that are over, beyond what is kept. */
function dropHistory(cronJob: KubeObject, { api }: ControllerContext): void {
  const limits = { Complete: 'successfulJobsHistoryLimit', Failed: 'failedJobsHistoryLimit' } as const;
  const jobs = [...ownedBy(cronJob, 'Job', api)].sort((a, b) => compareText(startText(a), startText(b)));
  for (const [end, field] of Object.entries(limits)) {
    const over = jobs.filter((job) => jobEnd(job) === end);
    const surplus = over.length - number(at(cronJob.spec, field));
    for (const job of over.slice(0, Math.max(0, surplus))) api.delete(keyOfObject(job));
  }
}

function startText(job: KubeObject): string {
  return `${string(at(job.status, 'startTime'))} ${job.metadata.name}`;
}

function writeStatus(cronJob: KubeObject, due: number | undefined, context: ControllerContext): void {
  const { api } = context;
  const active = activeJobs(cronJob, context).map(({ apiVersion, kind, metadata }) => ({
    apiVersion,
    kind,
    name: metadata.name,
    namespace: metadata.namespace,
    uid: metadata.uid,
  }));
  const lastScheduleTime = due === undefined ? at(cronJob.status, 'lastScheduleTime') : isoSeconds(due);
  const ends = ownedBy(cronJob, 'Job', api)
    .map((job) => string(at(job.status, 'completionTime')))
    .filter((end) => end !== '');
  const lastSuccessfulTime = ends.sort().at(-1) ?? at(cronJob.status, 'lastSuccessfulTime');
  api.updateStatus(keyOfObject(cronJob), {
    ...(active.length > 0 ? { active } : {}),
    ...(lastScheduleTime === undefined ? {} : { lastScheduleTime }),
    ...(lastSuccessfulTime === undefined ? {} : { lastSuccessfulTime }),
  });
}

function tell(cronJob: KubeObject, reason: string, message: string, { api, now }: ControllerContext): void {
  recordEvent(api, now(), cronJob, { type: 'Normal', reason, message, component: 'cronjob-controller' });
}
