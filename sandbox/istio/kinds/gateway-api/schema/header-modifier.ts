// data table
import type { Schema } from '../../../../kube/index';

/** The name of a header. */
export const headerName: Schema = {
  type: 'string',
  pattern: "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$",
  minLength: 1,
  maxLength: 256,
};

/** The value of a header. */
export const headerValue: Schema = {
  type: 'string',
  pattern: '^[!-~]+([\\t ]?[!-~]+)*$',
  minLength: 1,
  maxLength: 4096,
};

const headers: Schema = {
  type: 'array',
  maxItems: 16,
  listMapKeys: ['name'],
  items: {
    type: 'object',
    required: ['name', 'value'],
    properties: {
      name: { ...headerName, description: 'The name of the header.' },
      value: { ...headerValue, description: 'Its value.' },
    },
  },
};

/** Changes of headers. */
export const headerModifier: Schema = {
  type: 'object',
  properties: {
    add: { ...headers, description: 'Headers that get one more value.' },
    remove: {
      type: 'array',
      description: 'Names of headers that are taken away.',
      maxItems: 16,
      items: { type: 'string' },
    },
    set: { ...headers, description: 'Headers that are replaced.' },
  },
};
