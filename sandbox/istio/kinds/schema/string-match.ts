// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from './at-most-one';

/** One way to compare a text. */
export const stringMatch: Schema = {
  type: 'object',
  description: 'Compares a text in exactly one way; upper and lower case differ.',
  oneOf: atMostOne('exact', 'prefix', 'regex'),
  properties: {
    exact: { type: 'string', description: 'The whole text must be equal.' },
    prefix: { type: 'string', description: 'The text must start with this.' },
    regex: { type: 'string', description: 'The whole text must match this RE2 expression.' },
  },
};

/** Names to comparisons. */
export const stringMatches: Schema = { type: 'object', additionalProperties: stringMatch };
