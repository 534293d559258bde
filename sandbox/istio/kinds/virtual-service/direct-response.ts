// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { uint32 } from '../schema/scalars';

/** An answer without any service. */
export const directResponse: Schema = {
  type: 'object',
  description: 'Answer at once without asking any service.',
  required: ['status'],
  properties: {
    body: {
      type: 'object',
      description: 'The body of the answer.',
      oneOf: atMostOne('string', 'bytes'),
      properties: {
        bytes: { type: 'string', description: 'The body in base64.', format: 'byte' },
        string: { type: 'string', description: 'The body as text.' },
      },
    },
    status: uint32('The status code of the answer.'),
  },
};
