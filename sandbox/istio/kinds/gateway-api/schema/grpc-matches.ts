// data table
import type { Schema } from '../../../../kube/index';
import { headerMatches, matchType } from './value-match';

/** The conditions of a rule of a GRPCRoute. */
export const grpcMatches: Schema = {
  type: 'array',
  description: 'Conditions, one of which must hold; every request when left out.',
  maxItems: 64,
  items: {
    type: 'object',
    properties: {
      headers: headerMatches({ type: 'string', minLength: 1, maxLength: 4096 }),
      method: {
        type: 'object',
        description: 'The gRPC service and method.',
        rules: [
          {
            rule: 'has(self.type) ? has(self.service) || has(self.method) : true',
            message: "One or both of 'service' or 'method' must be specified",
          },
          {
            rule: '(!has(self.type) || self.type == \'Exact\') && has(self.service) ? self.service.matches(r"""^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$"""): true',
            message:
              'service must only contain valid characters (matching ^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$)',
          },
          {
            rule: '(!has(self.type) || self.type == \'Exact\') && has(self.method) ? self.method.matches(r"""^[A-Za-z_][A-Za-z_0-9]*$"""): true',
            message: 'method must only contain valid characters (matching ^[A-Za-z_][A-Za-z_0-9]*$)',
          },
        ],
        properties: {
          method: { type: 'string', description: 'The method.', maxLength: 1024 },
          service: { type: 'string', description: 'The service, with its package.', maxLength: 1024 },
          type: matchType,
        },
      },
    },
  },
};
