import { at, record, records, string } from '../../read';
import { annotationPairs, pairs, type Description } from '../describe-text';
import { describeContainer } from './describe-container';

/** Writes the pod template of a workload's description. */
export function describeTemplate(text: Description, template: Readonly<Record<string, unknown>>): void {
  const spec = record(template['spec']);
  text.field('Pod Template', '');
  text.values('Labels', pairs(at(template, 'metadata', 'labels')), 1);
  const annotations = annotationPairs(at(template, 'metadata', 'annotations'));
  if (annotations.length > 0) text.values('Annotations', annotations, 1);
  const account = string(spec['serviceAccountName']);
  if (account !== '') text.field('Service Account', account, 1);
  text.field('Containers', '', 1);
  for (const container of records(spec['containers'])) describeContainer(text, container, undefined, 1.5);
  text.field('Volumes', '<none>', 1).field('Node-Selectors', '<none>', 1).field('Tolerations', '<none>', 1);
}
