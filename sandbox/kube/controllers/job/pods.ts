import { isPodActive, podPhase, readContainerStatuses } from '../../kinds/pod/reader';
import type { KubeObject } from '../../object';
import { at, number, records, string } from '../../read';
import { parseTimestamp } from '../../timestamp';
import type { ControllerContext } from '../controller';
import { ownedBy } from '../owned';

export const INDEX_LABEL = 'batch.kubernetes.io/job-completion-index';

/** The pods of a job by how far they are. */
export interface JobPods {
  readonly active: readonly KubeObject[];
  readonly succeeded: readonly KubeObject[];
  readonly failed: readonly KubeObject[];
}

export function podsOf(job: KubeObject, { api }: ControllerContext): JobPods {
  const pods = ownedBy(job, 'Pod', api);
  return {
    active: pods.filter(isPodActive),
    succeeded: pods.filter((pod) => podPhase(pod) === 'Succeeded'),
    failed: pods.filter((pod) => podPhase(pod) === 'Failed'),
  };
}

/** Completions so far; with numbers, each counts once. */
export function succeededCount(job: KubeObject, { succeeded }: JobPods): number {
  return isIndexed(job) ? new Set(succeeded.map(indexOf)).size : succeeded.length;
}

export function isIndexed(job: KubeObject): boolean {
  return at(job.spec, 'completionMode') === 'Indexed';
}

/** The number of a pod of an indexed job. */
export function indexOf(pod: KubeObject): number {
  return Number(pod.metadata.labels?.[INDEX_LABEL] ?? -1);
}

/** Whether more has failed than is made up for: pods, or restarts within them. */
export function isPastLimit(job: KubeObject, { active, failed }: JobPods): boolean {
  const limit = number(at(job.spec, 'backoffLimit'));
  if (failed.length > limit) return true;
  if (at(job.spec, 'template', 'spec', 'restartPolicy') !== 'OnFailure') return false;
  const restarts = active
    .flatMap((pod) => [...readContainerStatuses(pod), ...readContainerStatuses(pod, 'initContainerStatuses')])
    .reduce((sum, { restartCount }) => sum + restartCount, 0);
  return limit === 0 ? restarts > 0 : restarts >= limit;
}

const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 600_000;

/** When the next pod may be made: later after each failure, epoch milliseconds. */
export function nextStart({ failed, succeeded }: JobPods): number {
  const lastGood = Math.max(0, ...succeeded.map(endOf));
  const ends = failed.map(endOf).filter((end) => end > lastGood);
  if (ends.length === 0) return 0;
  return Math.max(...ends) + Math.min(FIRST_WAIT_MS * 2 ** (ends.length - 1), LONGEST_WAIT_MS);
}

/** When the last container of a pod ended, epoch milliseconds. */
export function endOf(pod: KubeObject): number {
  const ends = records(at(pod.status, 'containerStatuses')).map((status) =>
    string(at(status, 'state', 'terminated', 'finishedAt')),
  );
  return Math.max(0, ...ends.filter((end) => end !== '').map(parseTimestamp));
}
