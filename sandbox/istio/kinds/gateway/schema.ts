// data table
import type { Schema } from '../../../kube/index';
import { serverTls } from '../schema/server-tls';
import { texts } from '../schema/scalars';

/** What a Gateway holds. */
export const gatewaySpec: Schema = {
  type: 'object',
  description: 'A door of the mesh: which ports, protocols and hosts the selected gateway proxies answer.',
  properties: {
    selector: {
      type: 'object',
      description: 'Labels of the gateway pods that open these ports.',
      additionalProperties: { type: 'string' },
    },
    servers: {
      type: 'array',
      description: 'The ports that are opened, each for some hosts.',
      items: {
        type: 'object',
        required: ['port', 'hosts'],
        properties: {
          bind: {
            type: 'string',
            description: 'The address or Unix socket to listen on instead of all addresses.',
          },
          defaultEndpoint: {
            type: 'string',
            description: 'Where traffic goes without any route.',
            unsupported: 'istiod does not read it.',
          },
          hosts: texts(
            'Hosts that are answered, as `name`, `*.domain` or `namespace/name`; VirtualServices must share one to be used.',
          ),
          name: { type: 'string', description: 'A name for the server, unique in the gateway.' },
          port: {
            type: 'object',
            description: 'The port that is opened.',
            required: ['number', 'protocol', 'name'],
            properties: {
              name: { type: 'string', description: 'A name for the port.' },
              number: {
                type: 'integer',
                description: "The port's number, as callers of the gateway's Service know it.",
                maximum: 4294967295,
                minimum: 0,
              },
              protocol: { type: 'string', description: 'HTTP, HTTPS, GRPC, HTTP2, MONGO, TCP or TLS.' },
              targetPort: {
                type: 'integer',
                description: 'Has no effect any more.',
                maximum: 4294967295,
                minimum: 0,
              },
            },
          },
          tls: serverTls,
        },
      },
    },
  },
};
