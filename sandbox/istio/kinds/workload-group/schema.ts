// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { portNumber } from '../schema/scalars';
import { socketWithoutPorts, workloadEntry } from '../schema/workload-entry';

/** What a WorkloadGroup holds. */
export const workloadGroupSpec: Schema = {
  type: 'object',
  description: 'A template for workloads outside Kubernetes.',
  unsupported: 'No machine registers with it.',
  required: ['template'],
  properties: {
    metadata: {
      type: 'object',
      description: 'Metadata of the WorkloadEntries that are made.',
      properties: {
        annotations: {
          type: 'object',
          description: 'Their annotations.',
          maxProperties: 256,
          additionalProperties: { type: 'string' },
        },
        labels: {
          type: 'object',
          description: 'Their labels; services select them by these.',
          maxProperties: 256,
          additionalProperties: { type: 'string' },
        },
      },
    },
    probe: {
      type: 'object',
      description:
        "How the workload's own proxy finds out whether the workload is ready, in one of four ways.",
      oneOf: atMostOne('httpGet', 'tcpSocket', 'exec', 'grpc'),
      properties: {
        exec: {
          type: 'object',
          description: 'Runs a command; exit status 0 is success.',
          required: ['command'],
          properties: {
            command: {
              type: 'array',
              description: 'The program and its arguments.',
              items: { type: 'string', minLength: 1 },
            },
          },
        },
        failureThreshold: {
          type: 'integer',
          description: 'Failures in a row after which it is not ready; 1 by default.',
          format: 'int32',
          minimum: 0,
        },
        grpc: {
          type: 'object',
          description: 'Asks the gRPC health service.',
          properties: {
            port: { ...portNumber, description: 'The port to ask.' },
            service: {
              type: 'string',
              description: 'The full name of the gRPC service whose health is asked.',
            },
          },
        },
        httpGet: {
          type: 'object',
          description: 'Sends a GET; a status from 200 to 399 is success.',
          required: ['port'],
          properties: {
            host: { type: 'string', description: 'Where to connect to; the workload itself by default.' },
            httpHeaders: {
              type: 'array',
              description: 'Headers of the request; a name may come more than once.',
              items: {
                type: 'object',
                properties: {
                  name: { type: 'string', description: "The header's name.", pattern: '^[-_A-Za-z0-9]+$' },
                  value: { type: 'string', description: "The header's value." },
                },
              },
            },
            path: { type: 'string', description: 'The path that is requested; / by default.' },
            port: { ...portNumber, description: 'The port to call.' },
            scheme: {
              type: 'string',
              description: 'HTTP (the default) or HTTPS.',
              rules: [
                { rule: 'self in ["", "HTTP", "HTTPS"]', message: 'scheme must be one of [HTTP, HTTPS]' },
              ],
            },
          },
        },
        initialDelaySeconds: {
          type: 'integer',
          description: "Seconds between the workload's start and the first try; 0 by default.",
          format: 'int32',
          minimum: 0,
        },
        periodSeconds: {
          type: 'integer',
          description: 'Seconds between two tries; 10 by default.',
          format: 'int32',
          minimum: 0,
        },
        successThreshold: {
          type: 'integer',
          description: 'Successes in a row after which it is ready again; 1 by default.',
          format: 'int32',
          minimum: 0,
        },
        tcpSocket: {
          type: 'object',
          description: 'Opens a connection; success when somebody accepts it.',
          required: ['port'],
          properties: {
            host: { type: 'string', description: 'Where to connect to; the workload itself by default.' },
            port: { ...portNumber, description: 'The port to connect to.' },
          },
        },
        timeoutSeconds: {
          type: 'integer',
          description: 'Seconds that one try may take; 1 by default.',
          format: 'int32',
          minimum: 0,
        },
      },
    },
    template: {
      type: 'object',
      description: 'What the WorkloadEntries that are made hold; address and labels stay empty.',
      rules: [socketWithoutPorts],
      properties: workloadEntry.properties ?? {},
    },
  },
};
