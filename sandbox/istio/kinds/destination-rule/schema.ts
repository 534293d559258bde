// data table
import type { Schema } from '../../../kube/index';
import { trafficPolicy } from './traffic-policy';
import { workloadSelector } from '../schema/selectors';
import { texts } from '../schema/scalars';

/** What a DestinationRule holds. */
export const destinationRuleSpec: Schema = {
  type: 'object',
  description:
    'What happens to traffic for one host after it is routed: its subsets, balancing, limits and TLS.',
  required: ['host'],
  properties: {
    exportTo: texts('Namespaces whose clients follow this rule: `*` all (the default), `.` only its own.'),
    host: {
      type: 'string',
      description:
        'The service these policies are for; a short name is looked up in the namespace of the rule.',
    },
    subsets: {
      type: 'array',
      description: "Named parts of the service's pods; VirtualServices send traffic to them by name.",
      items: {
        type: 'object',
        required: ['name'],
        properties: {
          labels: {
            type: 'object',
            description: 'A pod belongs to the subset when it carries all of these labels.',
            additionalProperties: { type: 'string' },
          },
          name: { type: 'string', description: 'The name that routes use.' },
          trafficPolicy: { ...trafficPolicy, description: "Overrides the rule's policy for this subset." },
        },
      },
    },
    trafficPolicy: trafficPolicy,
    workloadSelector: {
      ...workloadSelector,
      description: 'Clients that follow this rule; all clients when left out.',
    },
  },
};
