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
      properties: {
        annotations: { type: 'object', maxProperties: 256, additionalProperties: { type: 'string' } },
        labels: { type: 'object', maxProperties: 256, additionalProperties: { type: 'string' } },
      },
    },
    probe: {
      type: 'object',
      oneOf: atMostOne('httpGet', 'tcpSocket', 'exec', 'grpc'),
      properties: {
        exec: {
          type: 'object',
          required: ['command'],
          properties: { command: { type: 'array', items: { type: 'string', minLength: 1 } } },
        },
        failureThreshold: { type: 'integer', format: 'int32', minimum: 0 },
        grpc: { type: 'object', properties: { port: portNumber, service: { type: 'string' } } },
        httpGet: {
          type: 'object',
          required: ['port'],
          properties: {
            host: { type: 'string' },
            httpHeaders: {
              type: 'array',
              items: {
                type: 'object',
                properties: {
                  name: { type: 'string', pattern: '^[-_A-Za-z0-9]+$' },
                  value: { type: 'string' },
                },
              },
            },
            path: { type: 'string' },
            port: portNumber,
            scheme: {
              type: 'string',
              rules: [
                { rule: 'self in ["", "HTTP", "HTTPS"]', message: 'scheme must be one of [HTTP, HTTPS]' },
              ],
            },
          },
        },
        initialDelaySeconds: { type: 'integer', format: 'int32', minimum: 0 },
        periodSeconds: { type: 'integer', format: 'int32', minimum: 0 },
        successThreshold: { type: 'integer', format: 'int32', minimum: 0 },
        tcpSocket: {
          type: 'object',
          required: ['port'],
          properties: { host: { type: 'string' }, port: portNumber },
        },
        timeoutSeconds: { type: 'integer', format: 'int32', minimum: 0 },
      },
    },
    template: { type: 'object', rules: [socketWithoutPorts], properties: workloadEntry.properties ?? {} },
  },
};
