// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { duration } from '../schema/scalars';
import { targetRef, targetRefs, workloadSelector } from '../schema/selectors';

/** What a Telemetry holds. */
export const telemetrySpec: Schema = {
  type: 'object',
  description: 'Which metrics, traces and access logs proxies produce.',
  rules: [
    {
      rule: '(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1',
      message: 'only one of targetRefs or selector can be set',
    },
  ],
  properties: {
    accessLogging: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          disabled: { type: 'boolean', nullable: true },
          filter: { type: 'object', properties: { expression: { type: 'string' } } },
          match: {
            type: 'object',
            properties: { mode: { type: 'string', enum: ['CLIENT_AND_SERVER', 'CLIENT', 'SERVER'] } },
          },
          providers: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name'],
              properties: { name: { type: 'string', minLength: 1 } },
            },
          },
        },
      },
    },
    metrics: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          overrides: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                disabled: { type: 'boolean', nullable: true },
                match: {
                  type: 'object',
                  oneOf: atMostOne('metric', 'customMetric'),
                  properties: {
                    customMetric: { type: 'string', minLength: 1 },
                    metric: {
                      type: 'string',
                      enum: [
                        'ALL_METRICS',
                        'REQUEST_COUNT',
                        'REQUEST_DURATION',
                        'REQUEST_SIZE',
                        'RESPONSE_SIZE',
                        'TCP_OPENED_CONNECTIONS',
                        'TCP_CLOSED_CONNECTIONS',
                        'TCP_SENT_BYTES',
                        'TCP_RECEIVED_BYTES',
                        'GRPC_REQUEST_MESSAGES',
                        'GRPC_RESPONSE_MESSAGES',
                      ],
                    },
                    mode: { type: 'string', enum: ['CLIENT_AND_SERVER', 'CLIENT', 'SERVER'] },
                  },
                },
                tagOverrides: {
                  type: 'object',
                  additionalProperties: {
                    type: 'object',
                    rules: [
                      {
                        rule: '((has(self.operation) ? self.operation : "") == "UPSERT") ? (self.value != "") : true',
                        message: 'value must be set when operation is UPSERT',
                      },
                      {
                        rule: '((has(self.operation) ? self.operation : "") == "REMOVE") ? !has(self.value) : true',
                        message: 'value must not be set when operation is REMOVE',
                      },
                    ],
                    properties: {
                      operation: { type: 'string', enum: ['UPSERT', 'REMOVE'] },
                      value: { type: 'string' },
                    },
                  },
                },
              },
            },
          },
          providers: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name'],
              properties: { name: { type: 'string', minLength: 1 } },
            },
          },
          reportingInterval: { ...duration, unsupported: 'metrics are read when somebody asks for them.' },
        },
      },
    },
    selector: workloadSelector,
    targetRef: targetRef,
    targetRefs: targetRefs,
    tracing: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          customTags: {
            type: 'object',
            unsupported: 'the tags are in the configuration of the proxy, but spans do not carry them.',
            additionalProperties: {
              type: 'object',
              oneOf: atMostOne('literal', 'environment', 'header', 'formatter'),
              properties: {
                environment: {
                  type: 'object',
                  required: ['name'],
                  properties: { defaultValue: { type: 'string' }, name: { type: 'string', minLength: 1 } },
                },
                formatter: {
                  type: 'object',
                  required: ['value'],
                  properties: { value: { type: 'string', minLength: 1 } },
                },
                header: {
                  type: 'object',
                  required: ['name'],
                  properties: { defaultValue: { type: 'string' }, name: { type: 'string', minLength: 1 } },
                },
                literal: {
                  type: 'object',
                  required: ['value'],
                  properties: { value: { type: 'string', minLength: 1 } },
                },
              },
            },
          },
          disableContextPropagation: { type: 'boolean', nullable: true },
          disableSpanReporting: { type: 'boolean', nullable: true },
          enableIstioTags: {
            type: 'boolean',
            nullable: true,
            unsupported: "spans always carry Istio's tags.",
          },
          match: {
            type: 'object',
            properties: { mode: { type: 'string', enum: ['CLIENT_AND_SERVER', 'CLIENT', 'SERVER'] } },
          },
          providers: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name'],
              properties: { name: { type: 'string', minLength: 1 } },
            },
          },
          randomSamplingPercentage: {
            type: 'number',
            format: 'double',
            maximum: 100,
            minimum: 0,
            nullable: true,
          },
          useRequestIdForTraceSampling: {
            type: 'boolean',
            nullable: true,
            unsupported: 'traces are always sampled by the request id.',
          },
        },
      },
    },
  },
};
