// data table
import type { Schema } from '../../../../kube/index';
import { gatewayDuration, groupName, kindName, objectName } from '../schema/names';
import { sessionPersistence } from '../schema/session-persistence';

/** What an XBackendTrafficPolicy holds. */
export const backendTrafficPolicySpec: Schema = {
  type: 'object',
  description: 'How traffic is shared out among the endpoints of a Service.',
  required: ['targetRefs'],
  properties: {
    retryConstraint: {
      type: 'object',
      description: 'How much retrying a Service bears.',
      properties: {
        budget: {
          type: 'object',
          description: 'The share of retries among all requests.',
          default: { interval: '10s', percent: 20 },
          properties: {
            interval: {
              ...gatewayDuration,
              description: 'The time that is looked at.',
              default: '10s',
              rules: [
                {
                  rule: "!(duration(self) < duration('1s') || duration(self) > duration('1h'))",
                  message: 'interval cannot be greater than one hour or less than one second',
                },
              ],
            },
            percent: {
              type: 'integer',
              description: 'The largest share, in percent.',
              minimum: 0,
              maximum: 100,
              default: 20,
            },
          },
        },
        minRetryRate: {
          type: 'object',
          description: 'Retries that are always allowed.',
          default: { count: 10, interval: '1s' },
          properties: {
            count: { type: 'integer', description: 'How many.', minimum: 1, maximum: 1_000_000 },
            interval: {
              ...gatewayDuration,
              description: 'In which time.',
              rules: [
                {
                  rule: "!(duration(self) == duration('0s') || duration(self) > duration('1h'))",
                  message: 'interval cannot be greater than one hour',
                },
              ],
            },
          },
        },
      },
    },
    sessionPersistence: { ...sessionPersistence, description: 'Keeps a client on one backend.' },
    targetRefs: {
      type: 'array',
      description: 'The Services that are meant.',
      minItems: 1,
      maxItems: 16,
      listMapKeys: ['group', 'kind', 'name'],
      items: {
        type: 'object',
        required: ['group', 'kind', 'name'],
        properties: {
          group: { ...groupName, description: "The API group; empty for Kubernetes' own." },
          kind: { ...kindName, description: 'The kind of the object.' },
          name: { ...objectName, description: 'The name of the object.' },
        },
      },
    },
  },
};
