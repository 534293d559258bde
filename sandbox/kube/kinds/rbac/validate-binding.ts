import { sameJson } from '../../freeze';
import type { FieldError, ValidationContext } from '../../kind';
import type { KubeObject } from '../../object';
import { plain, record, records, string } from '../../read';
import { RBAC_GROUP } from './group';

/** Checks what a binding hands out and to whom. @param kinds the kinds of role it may hand out */
export function validateBinding(
  object: KubeObject,
  { old }: ValidationContext,
  kinds: readonly string[],
): readonly FieldError[] {
  const role = record(object['roleRef']);
  const errors: FieldError[] = [];
  if (role['apiGroup'] !== RBAC_GROUP)
    errors.push(unsupported('roleRef.apiGroup', role['apiGroup'], [RBAC_GROUP]));
  if (!kinds.includes(string(role['kind']))) errors.push(unsupported('roleRef.kind', role['kind'], kinds));
  if (string(role['name']) === '') errors.push({ path: 'roleRef.name', message: 'Required value' });
  for (const [index, subject] of records(object['subjects']).entries())
    errors.push(...validateSubject(subject, `subjects[${String(index)}]`));
  if (old && !sameJson(old['roleRef'], object['roleRef']))
    errors.push({
      path: 'roleRef',
      message: `Invalid value: ${JSON.stringify({ APIGroup: role['apiGroup'], Kind: role['kind'], Name: role['name'] })}: cannot change roleRef`,
    });
  return errors;
}

function validateSubject(subject: Readonly<Record<string, unknown>>, path: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const kind = string(subject['kind']);
  if (string(subject['name']) === '') errors.push({ path: `${path}.name`, message: 'Required value' });
  if (kind === 'ServiceAccount') {
    if (plain(subject['apiGroup']) !== '')
      errors.push(unsupported(`${path}.apiGroup`, subject['apiGroup'], ['']));
    if (string(subject['namespace']) === '')
      errors.push({ path: `${path}.namespace`, message: 'Required value' });
  } else if (kind === 'User' || kind === 'Group') {
    if (subject['apiGroup'] !== RBAC_GROUP)
      errors.push(unsupported(`${path}.apiGroup`, subject['apiGroup'], [RBAC_GROUP]));
  } else errors.push(unsupported(`${path}.kind`, kind, ['ServiceAccount', 'User', 'Group']));
  return errors;
}

function unsupported(path: string, value: unknown, supported: readonly string[]): FieldError {
  const words = supported.map((word) => JSON.stringify(word)).join(', ');
  return { path, message: `Unsupported value: ${JSON.stringify(plain(value))}: supported values: ${words}` };
}
