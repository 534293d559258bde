// data table
import type { Schema } from '../../../../kube/index';
import { objectRef, objectRefTo } from './object-refs';

/** A Secret with a certificate. */
export const secretRef: Schema = objectRefTo({ group: '', kind: 'Secret' });

/** Where authorities that are trusted stand. */
export const caCertificateRefs: Schema = {
  type: 'array',
  description: 'ConfigMaps or Secrets with the certificates of the authorities that are trusted.',
  minItems: 1,
  maxItems: 16,
  items: objectRef,
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
        caCertificateRefs,
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
