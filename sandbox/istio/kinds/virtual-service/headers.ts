// data table
import type { Schema } from '../../../kube/index';
import { texts } from '../schema/scalars';

/** What is done to headers of one direction. */
export const headerOperations: Schema = {
  type: 'object',
  properties: {
    add: {
      type: 'object',
      description: 'Adds values; values that are there already are kept.',
      additionalProperties: { type: 'string' },
    },
    remove: texts('Names of headers to take away; done before set and add.'),
    set: {
      type: 'object',
      description: 'Sets headers, replacing what was there.',
      additionalProperties: { type: 'string' },
    },
  },
};

/** What is done to headers. */
export const headers: Schema = {
  type: 'object',
  properties: {
    request: { ...headerOperations, description: 'Changes to the request before it is forwarded.' },
    response: {
      ...headerOperations,
      description: 'Changes to the response before it is handed to the caller.',
    },
  },
};
