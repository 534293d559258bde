// data table
import type { Schema } from '../../../kube/index';

/** The machine a module runs in. */
export const vmConfig: Schema = {
  type: 'object',
  properties: {
    env: {
      type: 'array',
      maxItems: 256,
      listMapKeys: ['name'],
      items: {
        type: 'object',
        required: ['name'],
        rules: [
          {
            rule: '(has(self.valueFrom) ? self.valueFrom : "") != "HOST" || !has(self.value)',
            message: 'value may only be set when valueFrom is INLINE',
          },
        ],
        properties: {
          name: { type: 'string', maxLength: 256, minLength: 1 },
          value: { type: 'string', maxLength: 2048 },
          valueFrom: { type: 'string', enum: ['INLINE', 'HOST'] },
        },
      },
    },
  },
};

/** The traffic a module sees. */
export const trafficSelectors: Schema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      mode: { type: 'string', enum: ['UNDEFINED', 'CLIENT', 'SERVER', 'CLIENT_AND_SERVER'] },
      ports: {
        type: 'array',
        listMapKeys: ['number'],
        items: {
          type: 'object',
          required: ['number'],
          properties: { number: { type: 'integer', maximum: 65535, minimum: 1 } },
        },
      },
    },
  },
};
