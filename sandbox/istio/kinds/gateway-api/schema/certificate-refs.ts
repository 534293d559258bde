// data table
import type { Schema } from '../../../../kube/index';
import { groupName, kindName, namespaceName, objectName } from './names';

/** A Secret with a certificate. */
export const secretRef: Schema = {
  type: 'object',
  required: ['name'],
  properties: {
    group: { ...groupName, description: "The API group; empty for Kubernetes' own.", default: '' },
    kind: { ...kindName, description: 'The kind of the object.', default: 'Secret' },
    name: { ...objectName, description: 'The name of the object.' },
    namespace: { ...namespaceName, description: 'The namespace of the object; the same one when left out.' },
  },
};

/** Where authorities that are trusted stand. */
export const caCertificateRefs: Schema = {
  type: 'array',
  description: 'ConfigMaps or Secrets with the certificates of the authorities that are trusted.',
  minItems: 1,
  maxItems: 16,
  items: {
    type: 'object',
    required: ['group', 'kind', 'name'],
    properties: {
      group: { ...groupName, description: "The API group; empty for Kubernetes' own." },
      kind: { ...kindName, description: 'The kind of the object.' },
      name: { ...objectName, description: 'The name of the object.' },
      namespace: {
        ...namespaceName,
        description: 'The namespace of the object; the same one when left out.',
      },
    },
  },
};

/** The checks of client certificates. */
export const frontendTls: Schema = {
  type: 'object',
  properties: {
    validation: {
      type: 'object',
      description: 'Which certificates of clients are accepted.',
      required: ['caCertificateRefs'],
      properties: {
        caCertificateRefs: {
          ...caCertificateRefs,
          description: 'ConfigMaps or Secrets with the certificates of the authorities that are trusted.',
        },
        mode: {
          type: 'string',
          description:
            'AllowValidOnly, or AllowInsecureFallback to let clients without a valid certificate in.',
          default: 'AllowValidOnly',
          enum: ['AllowValidOnly', 'AllowInsecureFallback'],
        },
      },
    },
  },
};
