import type { Column } from '../../kind';
import type { KubeObject } from '../../object';
import { at, plain, records, string } from '../../read';

/** Roles tell when they were made, not how long ago. */
export const roleColumns: readonly Column[] = [
  { name: 'CREATED AT', value: (object) => object.metadata.creationTimestamp ?? '' },
];

/** ROLE, and who has it with `-o wide`. */
export const bindingColumns: readonly Column[] = [
  {
    name: 'ROLE',
    value: (object) => `${plain(at(object['roleRef'], 'kind'))}/${plain(at(object['roleRef'], 'name'))}`,
  },
  { name: 'USERS', priority: 1, value: (object) => subjectNames(object, 'User') },
  { name: 'GROUPS', priority: 1, value: (object) => subjectNames(object, 'Group') },
  { name: 'SERVICEACCOUNTS', priority: 1, value: (object) => subjectNames(object, 'ServiceAccount') },
];

function subjectNames(object: KubeObject, kind: string): string {
  return records(object['subjects'])
    .filter((subject) => subject['kind'] === kind)
    .map(({ name, namespace }) =>
      kind === 'ServiceAccount' && string(namespace) !== ''
        ? `${string(namespace)}/${string(name)}`
        : string(name),
    )
    .join(', ');
}
