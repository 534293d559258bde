// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { duration, texts } from '../schema/scalars';

/** Sticky choice of an endpoint. */
export const consistentHash: Schema = {
  type: 'object',
  description:
    'Requests with the same key go to the same endpoint while the set of endpoints stays the same.',
  allOf: [
    { oneOf: atMostOne('httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName') },
    { oneOf: atMostOne('ringHash', 'maglev') },
  ],
  properties: {
    httpCookie: {
      type: 'object',
      description: 'Take the key from a cookie; it is made when missing.',
      required: ['name'],
      properties: {
        attributes: {
          type: 'array',
          description: 'Further attributes of the cookie that is made.',
          items: {
            type: 'object',
            required: ['name'],
            properties: {
              name: { type: 'string', description: "The attribute's name." },
              value: { type: 'string', description: "The attribute's value." },
            },
          },
        },
        name: { type: 'string', description: "The cookie's name." },
        path: { type: 'string', description: 'The path for which the cookie is set.' },
        ttl: { type: 'string', description: 'How long the cookie lives; 0s makes it a session cookie.' },
      },
    },
    httpHeaderName: { type: 'string', description: 'Take the key from this request header.' },
    httpQueryParameterName: { type: 'string', description: 'Take the key from this query parameter.' },
    maglev: {
      type: 'object',
      description: 'Use the Maglev algorithm.',
      properties: {
        tableSize: { type: 'integer', description: 'Size of the Maglev table; a prime number.', minimum: 0 },
      },
    },
    minimumRingSize: { type: 'integer', description: 'Older place of ringHash.minimumRingSize.', minimum: 0 },
    ringHash: {
      type: 'object',
      description: 'Use the ring hash algorithm (the default).',
      properties: {
        minimumRingSize: {
          type: 'integer',
          description: 'The least number of places on the ring; 1024 by default.',
          minimum: 0,
        },
      },
    },
    useSourceIp: { type: 'boolean', description: "Take the caller's address as the key." },
  },
};

/** Preference for near endpoints. */
export const localityLbSetting: Schema = {
  type: 'object',
  description: 'Keeps traffic near: by region, zone and subzone. Needs outlierDetection to fail over.',
  properties: {
    distribute: {
      type: 'array',
      description: 'Shares of the traffic of a place by the places it goes to.',
      items: {
        type: 'object',
        properties: {
          from: {
            type: 'string',
            description: 'Where the caller is: region/zone/subzone, `*` stands for any.',
          },
          to: {
            type: 'object',
            description: 'Places and their shares, which sum to 100.',
            additionalProperties: { type: 'integer', maximum: 4294967295, minimum: 0 },
          },
        },
      },
    },
    enabled: { type: 'boolean', description: 'Whether the setting is in force.', nullable: true },
    failover: {
      type: 'array',
      description: 'Which region takes over when one is unhealthy.',
      items: {
        type: 'object',
        properties: {
          from: { type: 'string', description: 'The region that failed.' },
          to: { type: 'string', description: 'The region that takes over.' },
        },
      },
    },
    failoverPriority: texts(
      'Labels by which endpoints that agree with the caller are preferred, most important first.',
    ),
  },
};

/** How an endpoint is chosen. */
export const loadBalancer: Schema = {
  type: 'object',
  description: 'How an endpoint is chosen; LEAST_REQUEST when nothing is said.',
  oneOf: atMostOne('simple', 'consistentHash', 'backendUtilization'),
  properties: {
    backendUtilization: {
      type: 'object',
      description: 'Choice by the load that endpoints report.',
      unsupported: 'endpoints report no load, so the default algorithm chooses.',
      properties: {
        errorUtilizationPenaltyPercent: {
          type: 'integer',
          description: 'How much errors count as load, in percent.',
          maximum: 4294967295,
          minimum: 0,
        },
        metricNamesForComputingUtilization: texts('Reported metrics that count as utilization.'),
        weightExpirationPeriod: { type: 'string', description: 'How long a report stays valid.' },
        weightStabilizationPeriod: {
          type: 'string',
          description: 'How long an endpoint must report before its weight counts.',
        },
        weightUpdatePeriod: { type: 'string', description: 'Time between two computations of the weights.' },
      },
    },
    consistentHash: { ...consistentHash, description: 'Sticky choice by a key of the request.' },
    localityLbSetting: { ...localityLbSetting, description: 'Preference for endpoints that are near.' },
    simple: {
      type: 'string',
      description: 'An algorithm without stickiness.',
      enum: ['UNSPECIFIED', 'LEAST_CONN', 'RANDOM', 'PASSTHROUGH', 'ROUND_ROBIN', 'LEAST_REQUEST'],
    },
    warmup: {
      type: 'object',
      description: 'New endpoints start with a smaller share.',
      unsupported: 'new endpoints get their whole share at once.',
      required: ['duration'],
      properties: {
        aggression: {
          type: 'number',
          description: 'How the share grows: 1 is linear, more is faster at the start.',
          format: 'double',
          minimum: 0,
          nullable: true,
        },
        duration: { ...duration, description: 'How long an endpoint warms up.' },
        minimumPercent: {
          type: 'number',
          description: 'The share at the start, in percent; 10 by default.',
          format: 'double',
          maximum: 100,
          minimum: 0,
          nullable: true,
        },
      },
    },
    warmupDurationSecs: {
      ...duration,
      description: 'Older form of warmup.duration.',
      unsupported: 'new endpoints get their whole share at once.',
    },
    zoneAwareLbSetting: {
      type: 'object',
      description: 'Keeps traffic inside the zone while it is large enough.',
      unsupported: 'zones of one priority are not told apart.',
      properties: {
        enabled: { type: 'boolean', description: 'Whether the setting is in force.', nullable: true },
        failover: {
          type: 'array',
          description: 'Which region takes over when one is unhealthy.',
          items: {
            type: 'object',
            properties: {
              from: { type: 'string', description: 'The region that failed.' },
              to: { type: 'string', description: 'The region that takes over.' },
            },
          },
        },
        failoverPriority: texts('Labels by which endpoints are preferred, most important first.'),
        minClusterSize: {
          type: 'integer',
          description: 'The least number of endpoints for the setting to work.',
          maximum: 4294967295,
          minimum: 1,
          nullable: true,
        },
      },
    },
  },
};
