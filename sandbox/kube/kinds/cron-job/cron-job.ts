import { scheduleProblem } from '../../../lib/cron';
import { defineKind } from '../../kind';
import type { KubeObject } from '../../object';
import { at, plain, record, records, string } from '../../read';
import { flag, int32, int64, list, opaque, struct, text, texts, time } from '../../schema/build';
import { formatAge, parseTimestamp } from '../../timestamp';
import { annotationPairs, Description, pairs } from '../describe-text';
import { jobSpec } from '../job/schema';
import { validateJobSpec } from '../job/validate';
import { describeTemplate } from '../pod/describe-template';
import { workloadColumns } from '../workload-columns';

/** Makes a job whenever the clock reaches a time of its schedule. */
export const cronJob = defineKind({
  group: 'batch',
  versions: ['v1'],
  kind: 'CronJob',
  plural: 'cronjobs',
  singular: 'cronjob',
  shortNames: ['cj'],
  categories: ['all'],
  namespaced: true,
  description: 'A cron job makes a job at every time of its schedule. The clock is that of the simulation.',
  schema: struct('CronJob', {
    spec: struct('CronJobSpec', {
      schedule: text('Minute, hour, day, month and weekday, as in crontab.'),
      timeZone: {
        ...text('Time zone of the schedule.'),
        unsupported: 'the schedule is read in UTC.',
      },
      concurrencyPolicy: text('Allow, Forbid or Replace: what happens while the job before still runs.'),
      suspend: flag('No jobs are made while true.'),
      startingDeadlineSeconds: int64('How late a job may start.'),
      successfulJobsHistoryLimit: int32('How many complete jobs are kept; default 3.'),
      failedJobsHistoryLimit: int32('How many failed jobs are kept; default 1.'),
      jobTemplate: struct('JobTemplateSpec', {
        metadata: struct('ObjectMeta', { name: text(), labels: texts(), annotations: texts() }),
        spec: jobSpec,
      }),
    }),
    status: struct('CronJobStatus', {
      active: list(opaque()),
      lastScheduleTime: time(),
      lastSuccessfulTime: time(),
    }),
  }),
  columns: [
    { name: 'SCHEDULE', value: (object) => string(at(object.spec, 'schedule')) },
    { name: 'TIMEZONE', value: (object) => string(at(object.spec, 'timeZone')) || '<none>' },
    { name: 'SUSPEND', value: (object) => (at(object.spec, 'suspend') === true ? 'True' : 'False') },
    { name: 'ACTIVE', value: (object) => String(records(at(object.status, 'active')).length) },
    {
      name: 'LAST SCHEDULE',
      value: (object, { nowMs }) => {
        const last = string(at(object.status, 'lastScheduleTime'));
        return last === '' ? '<none>' : formatAge(nowMs - parseTimestamp(last));
      },
    },
    ...workloadColumns.map((column) => ({
      ...column,
      value: (object: KubeObject, context: { readonly nowMs: number }) =>
        column.value({ ...object, spec: at(object.spec, 'jobTemplate', 'spec') }, context),
    })),
  ],
  default: (object) => ({
    ...object,
    spec: {
      concurrencyPolicy: 'Allow',
      failedJobsHistoryLimit: 1,
      successfulJobsHistoryLimit: 3,
      suspend: false,
      ...record(object.spec),
    },
  }),
  validate: (object) => {
    const schedule = string(at(object.spec, 'schedule'));
    const problem = scheduleProblem(schedule);
    const path = 'spec.schedule';
    return {
      errors: [
        ...(schedule === '' ? [{ path, message: 'Required value' }] : []),
        ...(schedule === '' || problem === undefined
          ? []
          : [{ path, message: `Invalid value: ${JSON.stringify(schedule)}: ${problem}` }]),
        ...validateJobSpec(record(at(object.spec, 'jobTemplate', 'spec')), 'spec.jobTemplate.spec'),
      ],
      warnings: [],
    };
  },
  describe: describeCronJob,
});

function describeCronJob(object: KubeObject): string {
  const text = new Description();
  const unset = (...path: readonly string[]): string => plain(at(object.spec, ...path)) || '<unset>';
  text.field('Name', object.metadata.name).field('Namespace', object.metadata.namespace ?? '');
  text.values('Labels', pairs(object.metadata.labels));
  text.values('Annotations', annotationPairs(object.metadata.annotations));
  text.field('Schedule', unset('schedule')).field('Concurrency Policy', unset('concurrencyPolicy'));
  text.field('Suspend', at(object.spec, 'suspend') === true ? 'True' : 'False');
  text.field('Successful Job History Limit', unset('successfulJobsHistoryLimit'));
  text.field('Failed Job History Limit', unset('failedJobsHistoryLimit'));
  const deadline = unset('startingDeadlineSeconds');
  text.field('Starting Deadline Seconds', deadline === '<unset>' ? deadline : `${deadline}s`);
  text.field('Selector', '<unset>');
  text.field('Parallelism', unset('jobTemplate', 'spec', 'parallelism'));
  text.field('Completions', unset('jobTemplate', 'spec', 'completions'));
  describeTemplate(text, record(at(object.spec, 'jobTemplate', 'spec', 'template')));
  text.field('Last Schedule Time', string(at(object.status, 'lastScheduleTime')) || '<unset>');
  const active = records(at(object.status, 'active')).map(({ name }) => string(name));
  text.field('Active Jobs', active.join(', ') || '<none>').field('Events', '<none>');
  return text.toString();
}
