// data table
import type { Schema } from '../../schema';
import { flag, int32, int64, listBy, opaque, struct, text, time } from '../../schema/build';
import { labelSelector } from '../../schema/label-selector';
import { podTemplate } from '../pod/schema';

/** What a job runs; also what a cron job makes jobs of. */
export const jobSpec: Schema = struct(
  'JobSpec',
  {
    parallelism: int32('How many pods may run at a time; default 1.'),
    completions: int32('How many pods must end well.'),
    completionMode: text('NonIndexed or Indexed.'),
    backoffLimit: int32('How many failures are made up for; default 6.'),
    activeDeadlineSeconds: int64('Seconds after which the job has failed.'),
    ttlSecondsAfterFinished: int32('Seconds after its end when the job is deleted.'),
    suspend: flag('No pods run while true.'),
    selector: { ...labelSelector, description: 'Which pods belong to the job; filled in by the server.' },
    manualSelector: flag(),
    template: podTemplate,
    backoffLimitPerIndex: { ...int32(), unsupported: 'failures are counted for the job as a whole.' },
    maxFailedIndexes: { ...int32(), unsupported: 'failures are counted for the job as a whole.' },
    podFailurePolicy: { ...opaque(), unsupported: 'every failure counts.' },
    successPolicy: { ...opaque(), unsupported: 'all completions are needed.' },
    podReplacementPolicy: text(),
    managedBy: text(),
  },
  'What should run to its end.',
);

export const jobSchema: Schema = struct('Job', {
  spec: jobSpec,
  status: struct('JobStatus', {
    conditions: listBy('type', opaque()),
    startTime: time(),
    completionTime: time(),
    active: int32(),
    ready: int32(),
    succeeded: int32(),
    failed: int32(),
    terminating: int32(),
    completedIndexes: text(),
    failedIndexes: text(),
    uncountedTerminatedPods: opaque(),
  }),
});
