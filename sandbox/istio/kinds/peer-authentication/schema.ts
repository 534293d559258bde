// data table
import type { Schema } from '../../../kube/index';
import { workloadSelector } from '../schema/selectors';

/** What a PeerAuthentication holds. */
export const peerAuthenticationSpec: Schema = {
  type: 'object',
  description: 'Whether pods accept plain text, mutual TLS or both.',
  rules: [
    {
      rule: 'has(self.portLevelMtls) ? (((has(self.selector) && has(self.selector.matchLabels)) ? self.selector.matchLabels : {}).size() > 0) : true',
      message: 'portLevelMtls requires selector',
    },
  ],
  properties: {
    mtls: {
      type: 'object',
      description: 'The mode for all ports of the selected pods.',
      properties: {
        mode: {
          type: 'string',
          description:
            'STRICT accepts only mutual TLS, PERMISSIVE both, DISABLE only plain text; UNSET inherits.',
          enum: ['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT'],
        },
      },
    },
    portLevelMtls: {
      type: 'object',
      description: "Modes of single ports, by the pod's own port number; needs a selector.",
      minProperties: 1,
      rules: [
        { rule: 'self.all(key, 0 < int(key) && int(key) <= 65535)', message: 'port must be between 1-65535' },
      ],
      additionalProperties: {
        type: 'object',
        properties: {
          mode: {
            type: 'string',
            description: 'The mode of this port.',
            enum: ['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT'],
          },
        },
      },
    },
    selector: workloadSelector,
  },
};
