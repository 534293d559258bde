import type { KubeObject } from '../../object';
import { at, plain, records, string } from '../../read';
import { annotationPairs, dashedTable, Description, pairs } from '../describe-text';
import { ruleRows } from './rules';

/** `kubectl describe role` and `clusterrole`. */
export function describeRole(object: KubeObject): string {
  const header = ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'];
  return heading(object)
    .field('PolicyRule', '')
    .lines(dashedTable(header, ruleRows(object)), 1)
    .toString();
}

/** `kubectl describe rolebinding` and `clusterrolebinding`. */
export function describeBinding(object: KubeObject): string {
  const text = heading(object);
  text.field('Role', '').field('Kind', plain(at(object['roleRef'], 'kind')), 1);
  text.field('Name', plain(at(object['roleRef'], 'name')), 1);
  const rows = records(object['subjects']).map((subject) => [
    string(subject['kind']),
    string(subject['name']),
    string(subject['namespace']),
  ]);
  text.field('Subjects', '').lines(dashedTable(['Kind', 'Name', 'Namespace'], rows), 1);
  return text.toString();
}

function heading({ metadata }: KubeObject): Description {
  return new Description()
    .field('Name', metadata.name)
    .values('Labels', pairs(metadata.labels))
    .values('Annotations', annotationPairs(metadata.annotations));
}
