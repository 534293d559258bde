// data table
import type { Schema } from '../../../../kube/index';
import { backendRefs } from './backend-refs';
import { sectionName } from './names';

/** The one rule of a route for connections. */
export const l4Rules: Schema = {
  type: 'array',
  description: 'What is matched and where it goes; the most specific match of all rules wins.',
  minItems: 1,
  maxItems: 1,
  items: {
    type: 'object',
    required: ['backendRefs'],
    properties: {
      backendRefs: { ...backendRefs, minItems: 1 },
      name: { ...sectionName, description: 'A name for the rule, unique in the route.' },
    },
  },
};
