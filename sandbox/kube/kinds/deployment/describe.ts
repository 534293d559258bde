import type { DescribeContext } from '../../kind';
import type { KubeObject } from '../../object';
import { at, plain, record, records, string } from '../../read';
import { annotationPairs, dashedTable, Description, pairs, selectorText } from '../describe-text';
import { describeTemplate } from '../pod/describe-template';
import { desiredReplicas, statusCount } from '../workload-columns';

/** `kubectl describe deployment`. */
export function describeDeployment(object: KubeObject, context: DescribeContext): string {
  const count = (field: string): string => String(statusCount(object, field));
  const text = new Description();
  text.field('Name', object.metadata.name).field('Namespace', object.metadata.namespace ?? '');
  text.field('CreationTimestamp', object.metadata.creationTimestamp ?? '');
  text.values('Labels', pairs(object.metadata.labels));
  text.values('Annotations', annotationPairs(object.metadata.annotations));
  text.field('Selector', selectorText(at(object.spec, 'selector', 'matchLabels')));
  text.field(
    'Replicas',
    `${String(desiredReplicas(object))} desired | ${count('updatedReplicas')} updated | ${count('replicas')} total | ${count('availableReplicas')} available | ${count('unavailableReplicas')} unavailable`,
  );
  text.field('StrategyType', string(at(object.spec, 'strategy', 'type')));
  text.field('MinReadySeconds', plain(at(object.spec, 'minReadySeconds') ?? 0));
  const rolling = record(at(object.spec, 'strategy', 'rollingUpdate'));
  if (rolling['maxSurge'] !== undefined)
    text.field(
      'RollingUpdateStrategy',
      `${plain(rolling['maxUnavailable'])} max unavailable, ${plain(rolling['maxSurge'])} max surge`,
    );
  describeTemplate(text, record(at(object.spec, 'template')));
  const conditions = records(at(object.status, 'conditions')).map((condition) => [
    string(condition['type']),
    string(condition['status']),
    string(condition['reason']),
  ]);
  if (conditions.length > 0)
    text.section('Conditions', dashedTable(['Type', 'Status', 'Reason'], conditions));
  const sets = replicaSets(object, context);
  const current = sets.filter((set) => desiredReplicas(set) > 0);
  const newest = current.at(-1);
  text.field('OldReplicaSets', current.slice(0, -1).map(setText).join(', ') || '<none>');
  text.field('NewReplicaSet', newest ? setText(newest) : '<none>');
  text.field('Events', '<none>');
  return text.toString();
}

function replicaSets(object: KubeObject, context: DescribeContext): readonly KubeObject[] {
  return context
    .list('ReplicaSet', object.metadata.namespace)
    .filter(
      (set) => set.metadata.ownerReferences?.some((owner) => owner.uid === object.metadata.uid) === true,
    )
    .sort((a, b) => revision(a) - revision(b));
}

function revision(set: KubeObject): number {
  return Number(set.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0);
}

function setText(set: KubeObject): string {
  const created = String(statusCount(set, 'replicas'));
  return `${set.metadata.name} (${created}/${String(desiredReplicas(set))} replicas created)`;
}
