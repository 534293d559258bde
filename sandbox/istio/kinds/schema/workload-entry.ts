// data table
import type { CelRule, Schema } from '../../../kube/index';
import { portNumber } from './scalars';

/** What a socket's endpoint may not have. */
export const socketWithoutPorts: CelRule = {
  rule: '(has(self.address) ? self.address : "").startsWith("unix://") ? !has(self.ports) : true',
  message: 'UDS may not include ports',
};

/** An endpoint outside Kubernetes. */
export const workloadEntry: Schema = {
  type: 'object',
  description: 'One endpoint outside Kubernetes, such as a virtual machine.',
  rules: [
    { rule: 'has(self.address) || has(self.network)', message: 'Address is required' },
    socketWithoutPorts,
  ],
  properties: {
    address: {
      type: 'string',
      description:
        'Where the endpoint answers: an IP address, a host name, or the path of a socket after `unix://`.',
      maxLength: 256,
      rules: [
        {
          rule: 'self.startsWith("unix://") ? (self.substring(7, 8) == "/" || self.substring(7, 8) == "@") : true',
          message: 'UDS must be an absolute path or abstract socket',
        },
        { rule: 'self.startsWith("unix://") ? !self.endsWith("/") : true', message: 'UDS may not be a dir' },
      ],
    },
    labels: {
      type: 'object',
      description: 'Labels by which subsets and selectors choose the endpoint.',
      maxProperties: 256,
      additionalProperties: { type: 'string' },
    },
    locality: { type: 'string', description: 'Where it is, as region/zone/subzone.', maxLength: 2048 },
    network: {
      type: 'string',
      description: 'The network it is in; endpoints of other networks are reached through a gateway.',
      maxLength: 2048,
    },
    ports: {
      type: 'object',
      description:
        "Ports of the endpoint by the names of the service's ports; the targetPort for those not named.",
      maxProperties: 128,
      rules: [
        {
          rule: 'self.all(key, size(key) < 63 && key.matches("^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$"))',
          message: 'port name must be valid',
        },
      ],
      additionalProperties: portNumber,
    },
    serviceAccount: {
      type: 'string',
      description: 'The service account of the same namespace whose identity the endpoint shows.',
      maxLength: 253,
    },
    weight: {
      type: 'integer',
      description:
        'Its share of traffic beside the weights of the other endpoints of its locality; 1 by default.',
      maximum: 4294967295,
      minimum: 0,
    },
  },
};
