// data table
import type { Schema } from '../../../../kube/index';
import { secretRef } from './certificate-refs';

/** TLS of a listener. */
export const listenerTls: Schema = {
  type: 'object',
  description: 'How TLS ends, or passes through, at this port.',
  rules: [
    {
      rule: "self.mode == 'Terminate' ? size(self.certificateRefs) > 0 || size(self.options) > 0 : true",
      message: 'certificateRefs or options must be specified when mode is Terminate',
    },
  ],
  properties: {
    certificateRefs: {
      type: 'array',
      description: 'Secrets with the certificate that is shown to clients.',
      maxItems: 64,
      items: secretRef,
    },
    mode: {
      type: 'string',
      description: 'Terminate ends TLS here; Passthrough forwards it by its SNI.',
      default: 'Terminate',
      enum: ['Terminate', 'Passthrough'],
    },
    options: {
      type: 'object',
      description: 'Settings of the implementation, such as gateway.istio.io/tls-terminate-mode.',
      maxProperties: 16,
      additionalProperties: { type: 'string', maxLength: 4096 },
    },
  },
};
