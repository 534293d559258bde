// data table
import type { Schema } from '../../../kube/index';

/** A service, one of its subsets and a port. */
export const destination: Schema = {
  type: 'object',
  description: 'Where requests go: a service, optionally one of its subsets and ports.',
  required: ['host'],
  properties: {
    host: {
      type: 'string',
      description:
        "The service's name; a short name is looked up in the namespace of this object, not of the caller.",
    },
    port: {
      type: 'object',
      description: 'Which port of the service; may be left out when the service has only one.',
      properties: {
        number: {
          type: 'integer',
          description: "The number of the service's port.",
          maximum: 4294967295,
          minimum: 0,
        },
      },
    },
    subset: {
      type: 'string',
      description:
        'A subset that a DestinationRule of this host declares; without that rule requests fail with 503 NC.',
    },
  },
};
