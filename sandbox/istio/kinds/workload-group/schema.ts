// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { portNumber } from '../schema/scalars';

/** What a WorkloadGroup holds. */
export const workloadGroupSpec: Schema = {
  type: 'object',
  description: 'A template for workloads outside Kubernetes.',
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
    template: {
      type: 'object',
      rules: [
        {
          rule: '(has(self.address) ? self.address : "").startsWith("unix://") ? !has(self.ports) : true',
          message: 'UDS may not include ports',
        },
      ],
      properties: {
        address: {
          type: 'string',
          maxLength: 256,
          rules: [
            {
              rule: 'self.startsWith("unix://") ? (self.substring(7, 8) == "/" || self.substring(7, 8) == "@") : true',
              message: 'UDS must be an absolute path or abstract socket',
            },
            {
              rule: 'self.startsWith("unix://") ? !self.endsWith("/") : true',
              message: 'UDS may not be a dir',
            },
          ],
        },
        labels: { type: 'object', maxProperties: 256, additionalProperties: { type: 'string' } },
        locality: { type: 'string', maxLength: 2048 },
        network: { type: 'string', maxLength: 2048 },
        ports: {
          type: 'object',
          maxProperties: 128,
          rules: [
            {
              rule: 'self.all(key, size(key) < 63 && key.matches("^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$"))',
              message: 'port name must be valid',
            },
          ],
          additionalProperties: portNumber,
        },
        serviceAccount: { type: 'string', maxLength: 253 },
        weight: { type: 'integer', maximum: 4294967295, minimum: 0 },
      },
    },
  },
};
