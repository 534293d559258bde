// data table
import type { Schema } from '../../../../kube/index';
import { backendObjectRef } from './backend-refs';

/** An outside authority, as a filter names it. */
export const externalAuth: Schema = {
  type: 'object',
  description: 'Asks a service whether the request may pass.',
  unsupported: 'istiod refuses filters of this type.',
  required: ['backendRef', 'protocol'],
  rules: [
    {
      rule: "self.protocol == 'GRPC' ? has(self.grpc) : true",
      message: "grpc must be specified when protocol is set to 'GRPC'",
    },
    {
      rule: "has(self.grpc) ? self.protocol == 'GRPC' : true",
      message: "protocol must be 'GRPC' when grpc is set",
    },
    {
      rule: "self.protocol == 'HTTP' ? has(self.http) : true",
      message: "http must be specified when protocol is set to 'HTTP'",
    },
    {
      rule: "has(self.http) ? self.protocol == 'HTTP' : true",
      message: "protocol must be 'HTTP' when http is set",
    },
  ],
  properties: {
    backendRef: backendObjectRef,
    forwardBody: { type: 'object', properties: { maxSize: { type: 'integer' } } },
    grpc: {
      type: 'object',
      properties: { allowedHeaders: { type: 'array', maxItems: 64, items: { type: 'string' } } },
    },
    http: {
      type: 'object',
      properties: {
        allowedHeaders: { type: 'array', maxItems: 64, items: { type: 'string' } },
        allowedResponseHeaders: { type: 'array', maxItems: 64, items: { type: 'string' } },
        path: {
          type: 'string',
          pattern: "^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$",
          maxLength: 1024,
        },
      },
    },
    protocol: { type: 'string', enum: ['HTTP', 'GRPC'] },
  },
};
