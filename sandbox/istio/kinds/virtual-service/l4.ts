// data table
import type { Schema } from '../../../kube/index';
import { destination } from '../schema/destination';

/** Weighted destinations of connections. */
export const l4Destinations: Schema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['destination'],
    properties: {
      destination: destination,
      weight: {
        type: 'integer',
        description: "This entry's share, relative to the sum of all.",
        format: 'int32',
      },
    },
  },
};
