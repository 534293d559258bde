// data table
import type { Schema } from '../../../../kube/index';

/** The name of a header. */
export const headerName: Schema = {
  type: 'string',
  pattern: "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$",
  minLength: 1,
  maxLength: 256,
};

/** Changes of headers. */
export const headerModifier: Schema = {
  type: 'object',
  properties: {
    add: {
      type: 'array',
      description: 'Headers that get one more value.',
      maxItems: 16,
      listMapKeys: ['name'],
      items: {
        type: 'object',
        required: ['name', 'value'],
        properties: {
          name: { ...headerName, description: 'The name of the header.' },
          value: {
            type: 'string',
            description: 'Its value.',
            pattern: '^[!-~]+([\\t ]?[!-~]+)*$',
            minLength: 1,
            maxLength: 4096,
          },
        },
      },
    },
    remove: {
      type: 'array',
      description: 'Names of headers that are taken away.',
      maxItems: 16,
      items: { type: 'string' },
    },
    set: {
      type: 'array',
      description: 'Headers that are replaced.',
      maxItems: 16,
      listMapKeys: ['name'],
      items: {
        type: 'object',
        required: ['name', 'value'],
        properties: {
          name: { ...headerName, description: 'The name of the header.' },
          value: {
            type: 'string',
            description: 'Its value.',
            pattern: '^[!-~]+([\\t ]?[!-~]+)*$',
            minLength: 1,
            maxLength: 4096,
          },
        },
      },
    },
  },
};
