// data table
import type { Schema } from '../../../../kube/index';
import { labelSelector } from './label-selector';
import { groupName, kindName } from './names';

/** Which routes a listener admits. */
export const allowedRoutes: Schema = {
  type: 'object',
  description: 'Which routes may attach.',
  default: { namespaces: { from: 'Same' } },
  properties: {
    kinds: {
      type: 'array',
      description: 'Kinds of routes; all that suit the protocol when left out.',
      maxItems: 8,
      items: {
        type: 'object',
        required: ['kind'],
        properties: {
          group: {
            ...groupName,
            description: "The API group; empty for Kubernetes' own.",
            default: 'gateway.networking.k8s.io',
          },
          kind: { ...kindName, description: 'The kind of the object.' },
        },
      },
    },
    namespaces: {
      type: 'object',
      description: 'Namespaces whose routes may attach.',
      default: { from: 'Same' },
      properties: {
        from: {
          type: 'string',
          description: 'Same (the namespace of the gateway), All, or Selector.',
          default: 'Same',
          enum: ['All', 'Selector', 'Same'],
        },
        selector: { ...labelSelector, description: 'Labels of the namespaces, with from: Selector.' },
      },
    },
  },
};
