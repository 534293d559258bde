import { defineKind } from '../../kind';
import type { KubeObject } from '../../object';
import { at, plain, record, records, string } from '../../read';
import { formatAge, parseTimestamp } from '../../timestamp';
import { statusCount, workloadColumns } from '../workload-columns';
import { describeJob } from './describe';
import { jobSchema } from './schema';
import { validateJob, validateJobSpec } from './validate';

/** Runs pods until enough of them have ended well. */
export const job = defineKind({
  group: 'batch',
  versions: ['v1'],
  kind: 'Job',
  plural: 'jobs',
  singular: 'job',
  shortNames: [],
  categories: ['all'],
  namespaced: true,
  description: 'A job runs pods to their end and makes up for those that fail.',
  schema: jobSchema,
  columns: [
    { name: 'STATUS', value: jobStatus },
    { name: 'COMPLETIONS', value: completions },
    { name: 'DURATION', value: (object, { nowMs }) => jobDuration(object, nowMs) },
    ...workloadColumns,
  ],
  default: (object) => ({ ...object, spec: withJobDefaults(record(object.spec)) }),
  validate: (object, context) => ({
    errors: [...validateJobSpec(record(object.spec), 'spec'), ...validateJob(object, context)],
    warnings: [],
  }),
  describe: describeJob,
});

function withJobDefaults(spec: Readonly<Record<string, unknown>>): unknown {
  const isOne = spec['completions'] === undefined && spec['parallelism'] === undefined;
  return {
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    ...(isOne ? { completions: 1 } : {}),
    manualSelector: false,
    parallelism: 1,
    podReplacementPolicy: 'TerminatingOrFailed',
    suspend: false,
    ...spec,
  };
}

/** The first condition of these that holds names the status. */
const STATUSES = ['Complete', 'Failed', 'Suspended', 'FailureTarget', 'SuccessCriteriaMet'];

function jobStatus(object: KubeObject): string {
  const conditions = records(at(object.status, 'conditions'));
  const found = STATUSES.find((type) =>
    conditions.some((condition) => condition['type'] === type && condition['status'] === 'True'),
  );
  return found ?? 'Running';
}

function completions(object: KubeObject): string {
  const done = String(statusCount(object, 'succeeded'));
  const wanted = at(object.spec, 'completions');
  if (wanted !== undefined) return `${done}/${plain(wanted)}`;
  const parallelism = Number(at(object.spec, 'parallelism') ?? 0);
  return parallelism > 1 ? `${done}/1 of ${String(parallelism)}` : `${done}/1`;
}

function jobDuration(object: KubeObject, nowMs: number): string {
  const start = string(at(object.status, 'startTime'));
  const end = string(at(object.status, 'completionTime'));
  if (start === '') return '';
  return formatAge((end === '' ? nowMs : parseTimestamp(end)) - parseTimestamp(start));
}
