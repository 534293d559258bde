// data table
import type { Schema } from '../../../kube/index';

const generation: Schema = { type: 'any', format: 'int-or-string' };
const time: Schema = { type: 'string', format: 'date-time' };
const text: Schema = { type: 'string' };

/** What istiod reports about an object; the same for every kind. */
export const status: Schema = {
  type: 'object',
  preserveUnknownFields: true,
  properties: {
    conditions: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          lastProbeTime: time,
          lastTransitionTime: time,
          message: text,
          observedGeneration: generation,
          reason: text,
          status: text,
          type: text,
        },
      },
    },
    observedGeneration: generation,
    validationMessages: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          documentationUrl: text,
          level: { type: 'string', enum: ['UNKNOWN', 'ERROR', 'WARNING', 'INFO'] },
          type: { type: 'object', properties: { code: text, name: text } },
        },
      },
    },
  },
};
