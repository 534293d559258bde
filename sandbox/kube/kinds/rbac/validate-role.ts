import type { FieldError } from '../../kind';
import type { KubeObject } from '../../object';
import { records } from '../../read';

/** Checks the rules of a role. @param namespaced paths that are no resources belong to no namespace */
export function validateRole(object: KubeObject, namespaced: boolean): readonly FieldError[] {
  return records(object['rules']).flatMap((rule, index) => {
    const path = `rules[${String(index)}]`;
    const errors: FieldError[] = [];
    const demand = (field: string, what: string): void => {
      if (isEmpty(rule[field])) errors.push({ path: `${path}.${field}`, message: `Required value: ${what}` });
    };
    demand('verbs', 'verbs must contain at least one value');
    if (isEmpty(rule['nonResourceURLs'])) {
      demand('apiGroups', 'resource rules must supply at least one api group');
      demand('resources', 'resource rules must supply at least one resource');
      return errors;
    }
    const value = `Invalid value: ${JSON.stringify(rule['nonResourceURLs'])}`;
    const about = ['apiGroups', 'resources', 'resourceNames'].some((field) => !isEmpty(rule[field]));
    if (namespaced)
      errors.push({
        path: `${path}.nonResourceURLs`,
        message: `${value}: namespaced rules cannot apply to non-resource URLs`,
      });
    else if (about)
      errors.push({
        path: `${path}.nonResourceURLs`,
        message: `${value}: rules cannot apply to both regular resources and non-resource URLs`,
      });
    return errors;
  });
}

function isEmpty(value: unknown): boolean {
  return !Array.isArray(value) || value.length === 0;
}
