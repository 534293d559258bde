// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { uint32 } from '../schema/scalars';

/** A redirect as the answer. */
export const redirect: Schema = {
  type: 'object',
  description: 'Answer with a redirect instead of forwarding.',
  oneOf: atMostOne('port', 'derivePort'),
  properties: {
    authority: { type: 'string', description: 'The host of the new address.' },
    derivePort: {
      type: 'string',
      description: 'Take the port from the scheme or from the request.',
      enum: ['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT'],
    },
    port: uint32('The port of the new address.'),
    prefixRewrite: {
      type: 'string',
      description: 'Replaces the matched prefix in the new address.',
    },
    redirectCode: uint32('301 (the default), 302, 303, 307 or 308.'),
    scheme: { type: 'string', description: 'http or https.' },
    uri: { type: 'string', description: 'The path of the new address.' },
  },
};
