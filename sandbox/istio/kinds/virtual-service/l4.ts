// data table
import type { Schema } from '../../../kube/index';
import { destination } from '../schema/destination';
import { texts, uint32 } from '../schema/scalars';

/** What TCP and TLS rules compare. */
const matchFields: Readonly<Record<string, Schema>> = {
  destinationSubnets: texts('Destination addresses, as CIDR.'),
  gateways: texts('Gateways (or `mesh`) for which this entry counts.'),
  port: uint32('The port that the caller addressed.'),
  sourceLabels: {
    type: 'object',
    description: 'Labels that the calling pod must carry.',
    additionalProperties: { type: 'string' },
  },
  sourceNamespace: { type: 'string', description: 'The namespace that the calling pod must be in.' },
};

const route: Schema = {
  type: 'array',
  description: 'Where connections go; several entries share them by weight.',
  items: {
    type: 'object',
    required: ['destination'],
    properties: {
      destination,
      weight: {
        type: 'integer',
        description: "This entry's share, relative to the sum of all.",
        format: 'int32',
      },
    },
  },
};

/** Rules for plain connections. */
export const tcp: Schema = {
  type: 'array',
  description: 'Rules for connections that are neither HTTP nor TLS with a known name.',
  items: {
    type: 'object',
    properties: {
      match: {
        type: 'array',
        description: 'When the rule is used; left out, always.',
        items: {
          type: 'object',
          properties: {
            ...matchFields,
            sourceSubnet: {
              type: 'string',
              description: 'Has no effect.',
              unsupported: 'istiod does not read it.',
            },
          },
        },
      },
      route,
    },
  },
};

/** Rules for TLS that is passed through. */
export const tls: Schema = {
  type: 'array',
  description: 'Rules for TLS that is passed through, decided by the server name.',
  items: {
    type: 'object',
    required: ['match'],
    properties: {
      match: {
        type: 'array',
        description: 'When the rule is used; at least one entry is needed.',
        items: {
          type: 'object',
          required: ['sniHosts'],
          properties: {
            ...matchFields,
            sniHosts: texts('Server names that the client asked for; must fall under the hosts above.'),
          },
        },
      },
      route,
    },
  },
};
