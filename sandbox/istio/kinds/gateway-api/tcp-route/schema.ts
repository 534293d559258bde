// data table
import type { Schema } from '../../../../kube/index';
import { backendRefFields } from '../schema/backend-refs';
import { sectionName } from '../schema/names';
import { parentRefs, useDefaultGateways } from '../schema/parent-refs';

/** What a TCPRoute holds; a UDPRoute has the same fields. */
export const tcpRouteSpec: Schema = {
  type: 'object',
  description: 'Rules that lead connections to backends.',
  required: ['rules'],
  properties: {
    parentRefs,
    rules: {
      type: 'array',
      description: 'What is matched and where it goes; the most specific match of all rules wins.',
      minItems: 1,
      maxItems: 1,
      items: {
        type: 'object',
        required: ['backendRefs'],
        properties: {
          backendRefs: {
            type: 'array',
            description: 'Where requests go, shared out by weight.',
            minItems: 1,
            maxItems: 16,
            items: backendRefFields,
          },
          name: { ...sectionName, description: 'A name for the rule, unique in the route.' },
        },
      },
    },
    useDefaultGateways: {
      ...useDefaultGateways,
      description: 'Whether the route attaches to default gateways.',
    },
  },
};
