// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { duration } from '../schema/scalars';
import { targetRef, targetRefs, workloadSelector } from '../schema/selectors';

const workloadMode: Schema = {
  type: 'string',
  description: 'CLIENT is traffic that leaves the pod, SERVER traffic that reaches it; both by default.',
  enum: ['CLIENT_AND_SERVER', 'CLIENT', 'SERVER'],
};

const sideMatch: Schema = {
  type: 'object',
  description: 'Which traffic the entry is for.',
  properties: { mode: workloadMode },
};

/** Extension providers; the same for each signal. */
function providers(what: string): Schema {
  return {
    type: 'array',
    description: `${what}; what was said farther out, or the default of the mesh, when left out.`,
    items: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', description: 'Name of an extension provider of the mesh.', minLength: 1 },
      },
    },
  };
}

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
      description:
        "Access logs. A pod's own Telemetry wins over that of its namespace, and this over that of the root namespace.",
      items: {
        type: 'object',
        properties: {
          disabled: {
            type: 'boolean',
            description: 'Whether nothing is logged; false by default.',
            nullable: true,
          },
          filter: {
            type: 'object',
            description: 'Which requests are logged.',
            properties: {
              expression: {
                type: 'string',
                description:
                  'A CEL expression, such as `response.code >= 400`; only what it holds for is logged.',
              },
            },
          },
          match: sideMatch,
          providers: providers('Where logs go'),
        },
      },
    },
    metrics: {
      type: 'array',
      description: 'Metrics of requests and connections.',
      items: {
        type: 'object',
        properties: {
          overrides: {
            type: 'array',
            description: 'Changes to single metrics, made in order.',
            items: {
              type: 'object',
              properties: {
                disabled: {
                  type: 'boolean',
                  description: 'Whether the metric is left out; false by default.',
                  nullable: true,
                },
                match: {
                  type: 'object',
                  description: 'Which metric of which side is changed; all of them when left out.',
                  oneOf: atMostOne('metric', 'customMetric'),
                  properties: {
                    customMetric: {
                      type: 'string',
                      description: "Name of a metric that is not one of Istio's.",
                      minLength: 1,
                    },
                    metric: {
                      type: 'string',
                      description: "One of Istio's metrics; ALL_METRICS by default.",
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
                    mode: workloadMode,
                  },
                },
                tagOverrides: {
                  type: 'object',
                  description: 'Changes to labels, by their names.',
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
                      operation: {
                        type: 'string',
                        description: 'UPSERT (the default) sets the label, REMOVE takes it away.',
                        enum: ['UPSERT', 'REMOVE'],
                      },
                      value: { type: 'string', description: "A CEL expression for the label's value." },
                    },
                  },
                },
              },
            },
          },
          providers: providers('Where metrics go'),
          reportingInterval: {
            ...duration,
            description: 'How often metrics of open TCP connections are reported; 5s by default.',
            unsupported: 'metrics are read when somebody asks for them.',
          },
        },
      },
    },
    selector: workloadSelector,
    targetRef: targetRef,
    targetRefs: targetRefs,
    tracing: {
      type: 'array',
      description: 'How requests are traced. The nearest Telemetry that sets a field wins.',
      items: {
        type: 'object',
        properties: {
          customTags: {
            type: 'object',
            description:
              'Tags that are added to spans, by their names; they replace inherited ones as a whole.',
            unsupported: 'the tags are in the configuration of the proxy, but spans do not carry them.',
            additionalProperties: {
              type: 'object',
              oneOf: atMostOne('literal', 'environment', 'header', 'formatter'),
              properties: {
                environment: {
                  type: 'object',
                  description: "A variable of the proxy's environment.",
                  required: ['name'],
                  properties: {
                    defaultValue: {
                      type: 'string',
                      description: 'The value where there is no such variable.',
                    },
                    name: { type: 'string', description: 'Name of the variable.', minLength: 1 },
                  },
                },
                formatter: {
                  type: 'object',
                  description: 'A format as access logs have it.',
                  required: ['value'],
                  properties: { value: { type: 'string', description: 'The format.', minLength: 1 } },
                },
                header: {
                  type: 'object',
                  description: 'A header of the request.',
                  required: ['name'],
                  properties: {
                    defaultValue: { type: 'string', description: 'The value where there is no such header.' },
                    name: { type: 'string', description: 'Name of the header.', minLength: 1 },
                  },
                },
                literal: {
                  type: 'object',
                  description: 'The same text in every span.',
                  required: ['value'],
                  properties: { value: { type: 'string', description: 'The text.', minLength: 1 } },
                },
              },
            },
          },
          disableContextPropagation: {
            type: 'boolean',
            description:
              'Whether the headers that connect spans are not written into requests that are passed on; false by default.',
            nullable: true,
          },
          disableSpanReporting: {
            type: 'boolean',
            description: 'Whether no spans are made; false by default.',
            nullable: true,
          },
          enableIstioTags: {
            type: 'boolean',
            description: "Whether spans carry Istio's own tags; true by default.",
            nullable: true,
            unsupported: "spans always carry Istio's tags.",
          },
          match: sideMatch,
          providers: providers('Where spans go, one at most'),
          randomSamplingPercentage: {
            type: 'number',
            description:
              'Percent (0 to 100) of requests that are traced when nobody decided before; 1 by default.',
            format: 'double',
            maximum: 100,
            minimum: 0,
            nullable: true,
          },
          useRequestIdForTraceSampling: {
            type: 'boolean',
            description: 'Whether the request id decides what is traced; true by default.',
            nullable: true,
            unsupported: 'traces are always sampled by the request id.',
          },
        },
      },
    },
  },
};
