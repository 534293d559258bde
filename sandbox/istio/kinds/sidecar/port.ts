// data table
import type { Schema } from '../../../kube/index';

/** A port of a Sidecar listener. */
export const sidecarPort: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    number: { type: 'integer', maximum: 4294967295, minimum: 0 },
    protocol: { type: 'string' },
    targetPort: {
      type: 'integer',
      maximum: 4294967295,
      minimum: 0,
      unsupported: 'istiod does not read it.',
    },
  },
};
