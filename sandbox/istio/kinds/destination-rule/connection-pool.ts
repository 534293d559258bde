// data table
import type { Schema } from '../../../kube/index';
import { duration } from '../schema/scalars';

/** Limits of TCP connections. */
export const tcpSettings: Schema = {
  type: 'object',
  properties: {
    connectTimeout: { ...duration, description: 'How long connecting may take; 10s by default.' },
    idleTimeout: { type: 'string', description: 'Close a connection after this long without traffic.' },
    maxConnectionDuration: {
      ...duration,
      description: 'Close a connection after this long whatever it does.',
      unsupported: 'no connection is closed for its age.',
    },
    maxConnections: {
      type: 'integer',
      description: 'The most connections to all endpoints of the service; unlimited by default.',
      format: 'int32',
    },
    tcpKeepalive: {
      type: 'object',
      description: 'Probes on idle connections.',
      unsupported: 'no connection dies without a word.',
      properties: {
        interval: { ...duration, description: 'Time between two probes.' },
        probes: {
          type: 'integer',
          description: 'Unanswered probes before the connection counts as dead.',
          maximum: 4294967295,
          minimum: 0,
        },
        time: { ...duration, description: 'Idle time before the first probe.' },
      },
    },
  },
};

/** Limits of HTTP requests. */
export const httpSettings: Schema = {
  type: 'object',
  properties: {
    h2UpgradePolicy: {
      type: 'string',
      description: 'Whether HTTP/1.1 requests are sent on as HTTP/2.',
      enum: ['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE'],
    },
    http1MaxPendingRequests: {
      type: 'integer',
      description: 'The most requests that may wait for a connection; one more is answered with 503 UO.',
      format: 'int32',
    },
    http2KeepAlive: {
      type: 'object',
      description: 'Pings on HTTP/2 connections.',
      unsupported: 'no connection dies without a word.',
      properties: {
        interval: { ...duration, description: 'Time between two pings.' },
        timeout: { ...duration, description: 'How long the answer to a ping may take.' },
      },
    },
    http2MaxRequests: {
      type: 'integer',
      description: 'The most requests under way at a time.',
      format: 'int32',
    },
    idleTimeout: {
      ...duration,
      description: 'Close an upstream connection after this long without requests; 1h by default.',
    },
    maxConcurrentStreams: {
      type: 'integer',
      description: 'The most streams on one HTTP/2 connection.',
      unsupported: 'a connection takes any number of streams.',
      format: 'int32',
    },
    maxRequestsPerConnection: {
      type: 'integer',
      description: 'Requests on one connection before it is closed; 1 turns keep-alive off.',
      format: 'int32',
    },
    maxRetries: {
      type: 'integer',
      description: 'The most retries under way at a time in the whole cluster.',
      format: 'int32',
    },
    useClientProtocol: {
      type: 'boolean',
      description: 'Speak to the service the HTTP version that the client spoke.',
    },
  },
};

/** Limits per upstream host. */
export const connectionPool: Schema = {
  type: 'object',
  description: 'Limits on what one proxy may have open to the service: the circuit breaker.',
  properties: {
    http: { ...httpSettings, description: 'Limits of HTTP requests.' },
    tcp: { ...tcpSettings, description: 'Limits of TCP connections; they hold for HTTP too.' },
  },
};
