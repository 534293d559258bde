// data table
import type { Schema } from '../../../kube/index';

/** A port of a Sidecar listener. */
export const sidecarPort: Schema = {
  type: 'object',
  description: 'The port of the listener.',
  properties: {
    name: { type: 'string', description: 'Name of the port.' },
    number: {
      type: 'integer',
      description: 'The port that is listened on.',
      maximum: 4294967295,
      minimum: 0,
    },
    protocol: { type: 'string', description: 'HTTP, HTTPS, HTTP2, GRPC, MONGO, TCP or TLS.' },
    targetPort: {
      type: 'integer',
      description: 'A port of the application.',
      maximum: 4294967295,
      minimum: 0,
      unsupported: 'istiod does not read it.',
    },
  },
};
