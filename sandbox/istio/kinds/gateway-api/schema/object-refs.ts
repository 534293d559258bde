// data table
import type { Schema } from '../../../../kube/index';
import { groupName, kindName, namespaceName, objectName } from './names';

const group: Schema = { ...groupName, description: "The API group; empty for Kubernetes' own." };
const kind: Schema = { ...kindName, description: 'The kind of the object.' };
const name: Schema = { ...objectName, description: 'The name of the object.' };
const namespace: Schema = {
  ...namespaceName,
  description: 'The namespace of the object; the same one when left out.',
};

/** An object of the same namespace. */
export const localObjectRef: Schema = {
  type: 'object',
  required: ['group', 'kind', 'name'],
  properties: { group, kind, name },
};

/** An object of any namespace, whose kind must be said. */
export const objectRef: Schema = {
  type: 'object',
  required: ['group', 'kind', 'name'],
  properties: { group, kind, name, namespace },
};

/** An object of any namespace that is of this kind unless it says otherwise. */
export function objectRefTo(defaults: { readonly group: string; readonly kind: string }): Schema {
  return {
    type: 'object',
    required: ['name'],
    properties: {
      group: { ...group, default: defaults.group },
      kind: { ...kind, default: defaults.kind },
      name,
      namespace,
    },
  };
}
