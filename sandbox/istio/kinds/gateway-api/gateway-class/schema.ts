// data table
import type { Schema } from '../../../../kube/index';
import { objectRef } from '../schema/object-refs';

/** What a GatewayClass holds. */
export const gatewayClassSpec: Schema = {
  type: 'object',
  description: 'Which controller looks after the Gateways that name this class.',
  required: ['controllerName'],
  properties: {
    controllerName: {
      type: 'string',
      description: 'The controller, as domain/path; istio.io/gateway-controller is Istio.',
      pattern:
        "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$",
      minLength: 1,
      maxLength: 253,
      rules: [{ rule: 'self == oldSelf', message: 'Value is immutable' }],
    },
    description: { type: 'string', description: 'What the class is for, in words.', maxLength: 64 },
    parametersRef: { ...objectRef, description: 'An object with settings of the class.' },
  },
};
