// data table
import type { Schema } from '../../../../kube/index';
import { texts } from '../../schema/scalars';

/** A label selector. */
export const labelSelector: Schema = {
  type: 'object',
  description: 'Labels of the namespaces, with from: Selector.',
  properties: {
    matchExpressions: {
      type: 'array',
      description: 'Further conditions; all must hold.',
      items: {
        type: 'object',
        required: ['key', 'operator'],
        properties: {
          key: { type: 'string', description: 'Key of the label.' },
          operator: { type: 'string', description: 'In, NotIn, Exists or DoesNotExist.' },
          values: texts('Values for In and NotIn.'),
        },
      },
    },
    matchLabels: {
      type: 'object',
      description: 'Labels that must be there with exactly these values.',
      additionalProperties: { type: 'string' },
    },
  },
};
