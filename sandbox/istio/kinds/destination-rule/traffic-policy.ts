// data table
import type { Schema } from '../../../kube/index';
import { clientTls } from './client-tls';
import { connectionPool } from './connection-pool';
import { loadBalancer } from './load-balancer';
import { outlierDetection } from './outlier-detection';

/** Policies of single ports. */
export const portLevelSettings: Schema = {
  type: 'array',
  description:
    'Policies of single ports; for a listed port they replace the policy above, except what they leave out.',
  maxItems: 4096,
  items: {
    type: 'object',
    properties: {
      connectionPool: connectionPool,
      loadBalancer: loadBalancer,
      outlierDetection: outlierDetection,
      port: {
        type: 'object',
        description: 'The port of the service.',
        properties: {
          number: {
            type: 'integer',
            description: 'The number of the port.',
            maximum: 4294967295,
            minimum: 0,
          },
        },
      },
      tls: clientTls,
    },
  },
};

/** How clients talk to a service. */
export const trafficPolicy: Schema = {
  type: 'object',
  description: 'How clients talk to the service: balancing, limits, ejection, TLS.',
  properties: {
    connectionPool: connectionPool,
    loadBalancer: loadBalancer,
    outlierDetection: outlierDetection,
    portLevelSettings: portLevelSettings,
    proxyProtocol: {
      type: 'object',
      description: "Announce the caller's address with the PROXY protocol.",
      unsupported: 'servers see no such header.',
      properties: {
        version: { type: 'string', description: 'V1 is text, V2 is binary.', enum: ['V1', 'V2'] },
      },
    },
    retryBudget: {
      type: 'object',
      description: 'The most retries allowed, as a part of the requests under way.',
      properties: {
        budgetInterval: {
          type: 'string',
          description: 'The stretch of time over which the budget is counted.',
          unsupported: 'the budget is a part of the requests under way.',
        },
        minRetryConcurrency: {
          type: 'integer',
          description: 'Retries that are always allowed; 3 by default.',
          maximum: 4294967295,
          minimum: 0,
        },
        percent: {
          type: 'number',
          description: 'Part of the requests, in percent; 20 by default.',
          format: 'double',
          maximum: 100,
          minimum: 0,
          nullable: true,
        },
      },
    },
    tls: clientTls,
    tunnel: {
      type: 'object',
      description: 'Reach the service through a tunnel of another proxy.',
      unsupported: 'connections reach that proxy as they are, without a tunnel.',
      required: ['targetHost', 'targetPort'],
      properties: {
        protocol: { type: 'string', description: 'CONNECT or POST.' },
        targetHost: { type: 'string', description: 'The host asked of the tunnel.' },
        targetPort: {
          type: 'integer',
          description: 'The port asked of the tunnel.',
          maximum: 4294967295,
          minimum: 0,
        },
      },
    },
  },
};
