import type { DescribeContext } from '../../kind';
import { matchesSelector } from '../../label-selector';
import type { KubeObject } from '../../object';
import { at } from '../../read';
import { podPhase } from './reader';

/** `2 Running / 1 Waiting / 0 Succeeded / 0 Failed` of the pods that a workload selects and controls. */
export function podsStatusText(workload: KubeObject, context: DescribeContext): string {
  const selector = at(workload.spec, 'selector');
  const pods = context
    .list('Pod', workload.metadata.namespace)
    .filter(
      ({ metadata }) =>
        matchesSelector(selector, metadata.labels) &&
        metadata.ownerReferences?.some(({ uid }) => uid === workload.metadata.uid) === true,
    );
  const count = (phase: string): string => String(pods.filter((pod) => podPhase(pod) === phase).length);
  return `${count('Running')} Running / ${count('Pending')} Waiting / ${count('Succeeded')} Succeeded / ${count('Failed')} Failed`;
}
