// data table
import type { Schema } from '../../../../kube/index';
import { groupName, kindName, namespaceName, objectName } from '../schema/names';

/** What a ReferenceGrant holds. */
export const referenceGrantSpec: Schema = {
  type: 'object',
  description: 'Which objects elsewhere may refer to objects of this namespace.',
  required: ['from', 'to'],
  properties: {
    from: {
      type: 'array',
      description: 'Who may refer.',
      minItems: 1,
      maxItems: 16,
      items: {
        type: 'object',
        required: ['group', 'kind', 'namespace'],
        properties: {
          group: { ...groupName, description: "The API group; empty for Kubernetes' own." },
          kind: { ...kindName, description: 'The kind of the object.' },
          namespace: { ...namespaceName, description: 'The namespace of those that refer.' },
        },
      },
    },
    to: {
      type: 'array',
      description: 'What may be referred to.',
      minItems: 1,
      maxItems: 16,
      items: {
        type: 'object',
        required: ['group', 'kind'],
        properties: {
          group: { ...groupName, description: "The API group; empty for Kubernetes' own." },
          kind: { ...kindName, description: 'The kind of the object.' },
          name: {
            ...objectName,
            description: 'Only the object with this name; all of the kind when left out.',
          },
        },
      },
    },
  },
};
