import type { DescribeContext } from '../../kind';
import type { KubeObject } from '../../object';
import { at, plain, record, records, string, strings } from '../../read';
import { annotationPairs, Description, pairs, selectorText } from '../describe-text';
import { describeTemplate } from '../pod/describe-template';
import { podsStatusText } from '../pod/phase-counts';
import { desiredReplicas, statusCount } from '../workload-columns';

/** `kubectl describe statefulset`. */
export function describeStatefulSet(object: KubeObject, context: DescribeContext): string {
  const text = new Description();
  text.field('Name', object.metadata.name).field('Namespace', object.metadata.namespace ?? '');
  text.field('CreationTimestamp', object.metadata.creationTimestamp ?? '');
  text.field('Selector', selectorText(at(object.spec, 'selector', 'matchLabels')));
  text.values('Labels', pairs(object.metadata.labels));
  text.values('Annotations', annotationPairs(object.metadata.annotations));
  const total = String(statusCount(object, 'replicas'));
  text.field('Replicas', `${String(desiredReplicas(object))} desired | ${total} total`);
  text.field('Update Strategy', string(at(object.spec, 'updateStrategy', 'type')));
  const partition = at(object.spec, 'updateStrategy', 'rollingUpdate', 'partition');
  if (partition !== undefined) text.field('Partition', plain(partition), 1);
  text.field('Pods Status', podsStatusText(object, context));
  describeTemplate(text, record(at(object.spec, 'template')));
  describeClaims(text, records(at(object.spec, 'volumeClaimTemplates')));
  text.field('Events', '<none>');
  return text.toString();
}

function describeClaims(text: Description, templates: readonly Readonly<Record<string, unknown>>[]): void {
  text.field('Volume Claims', templates.length === 0 ? '<none>' : '');
  for (const template of templates) {
    const modes = strings(at(template, 'spec', 'accessModes'));
    text.field('Name', string(at(template, 'metadata', 'name')), 1);
    text.field('StorageClass', string(at(template, 'spec', 'storageClassName')), 1);
    text.values('Labels', pairs(at(template, 'metadata', 'labels')), 1);
    text.values('Annotations', pairs(at(template, 'metadata', 'annotations'), ': '), 1);
    text.field('Capacity', plain(at(template, 'spec', 'resources', 'requests', 'storage')) || '<default>', 1);
    text.field('Access Modes', `[${modes.join(' ')}]`, 1);
  }
}
