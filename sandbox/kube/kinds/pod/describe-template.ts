import { at, record, records, string } from '../../read';
import { Description, pairs } from '../describe-text';
import { describeContainer } from './describe-container';

/** The pod template of a workload's description. */
export function describeTemplate(template: Readonly<Record<string, unknown>>): readonly string[] {
  const spec = record(template['spec']);
  const text = new Description();
  const [label = '<none>', ...labels] = pairs(at(template, 'metadata', 'labels'));
  text.field('Labels', label);
  for (const line of labels) text.field('', line);
  const annotations = pairs(at(template, 'metadata', 'annotations'), ': ');
  if (annotations[0] !== undefined) text.field('Annotations', annotations[0]);
  for (const line of annotations.slice(1)) text.field('', line);
  const account = string(spec['serviceAccountName']);
  if (account !== '') text.field('Service Account', account);
  text.line('Containers:');
  for (const container of records(spec['containers']))
    for (const line of describeContainer(container, undefined)) text.line(` ${line}`);
  text.section('Volumes', []);
  return text.lines();
}
