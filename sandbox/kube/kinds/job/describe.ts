import type { KubeObject } from '../../object';
import { at, plain, record, string } from '../../read';
import { formatAge, parseTimestamp } from '../../timestamp';
import { annotationPairs, Description, pairs, selectorText } from '../describe-text';
import { describeTemplate } from '../pod/describe-template';
import { statusCount } from '../workload-columns';

/** `kubectl describe job`. */
export function describeJob(object: KubeObject): string {
  const text = new Description();
  text.field('Name', object.metadata.name).field('Namespace', object.metadata.namespace ?? '');
  text.field('Selector', selectorText(at(object.spec, 'selector', 'matchLabels')));
  text.values('Labels', pairs(object.metadata.labels));
  text.values('Annotations', annotationPairs(object.metadata.annotations));
  const owner = object.metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner) text.field('Controlled By', `${owner.kind}/${owner.name}`);
  text.field('Parallelism', plain(at(object.spec, 'parallelism')));
  text.field('Completions', plain(at(object.spec, 'completions')) || '<unset>');
  text.field('Completion Mode', string(at(object.spec, 'completionMode')));
  text.field('Suspend', plain(at(object.spec, 'suspend')));
  text.field('Backoff Limit', plain(at(object.spec, 'backoffLimit')));
  describeTimes(text, object);
  const count = (field: string): string => String(statusCount(object, field));
  text.field(
    'Pods Statuses',
    `${count('active')} Active (${count('ready')} Ready) / ${count('succeeded')} Succeeded / ${count('failed')} Failed`,
  );
  describeTemplate(text, record(at(object.spec, 'template')));
  text.field('Events', '<none>');
  return text.toString();
}

function describeTimes(text: Description, object: KubeObject): void {
  const start = string(at(object.status, 'startTime'));
  const end = string(at(object.status, 'completionTime'));
  if (start !== '') text.field('Start Time', start);
  if (end !== '') text.field('Completed At', end);
  if (start !== '' && end !== '')
    text.field('Duration', formatAge(parseTimestamp(end) - parseTimestamp(start)));
}
