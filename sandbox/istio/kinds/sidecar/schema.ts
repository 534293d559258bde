// data table
import type { Schema } from '../../../kube/index';
import { connectionPool, httpSettings } from '../destination-rule/connection-pool';
import { destination } from '../schema/destination';
import { labelSelector } from '../schema/selectors';
import { serverTls } from '../schema/server-tls';
import { sidecarPort } from './port';

/** Limits of connections to the own application, whose protocol nobody upgrades. */
const inboundPool: Schema = {
  ...connectionPool,
  properties: {
    ...connectionPool.properties,
    http: {
      ...httpSettings,
      properties: {
        ...httpSettings.properties,
        h2UpgradePolicy: {
          type: 'string',
          enum: ['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE'],
          unsupported: 'istiod does not read it.',
        },
      },
    },
  },
};

const ingressTls: Schema = {
  ...serverTls,
  properties: {
    ...serverTls.properties,
    caCertCredentialName: { type: 'string', unsupported: 'istiod reads it for gateways alone.' },
  },
};

/** What a Sidecar holds. */
export const sidecarSpec: Schema = {
  type: 'object',
  description: 'What the sidecars of some pods listen on and which services they know.',
  properties: {
    egress: {
      type: 'array',
      description: 'Services that the pods may reach, as `namespace/host`.',
      items: {
        type: 'object',
        required: ['hosts'],
        properties: {
          bind: { type: 'string' },
          captureMode: { type: 'string', enum: ['DEFAULT', 'IPTABLES', 'NONE'] },
          hosts: { type: 'array', items: { type: 'string' } },
          port: sidecarPort,
        },
      },
    },
    inboundConnectionPool: inboundPool,
    ingress: {
      type: 'array',
      description: 'Ports on which the pods receive traffic.',
      items: {
        type: 'object',
        required: ['port'],
        properties: {
          bind: { type: 'string' },
          captureMode: { type: 'string', enum: ['DEFAULT', 'IPTABLES', 'NONE'] },
          connectionPool: inboundPool,
          defaultEndpoint: { type: 'string' },
          port: sidecarPort,
          tls: ingressTls,
        },
      },
    },
    outboundTrafficPolicy: {
      type: 'object',
      description: 'What happens to traffic for unknown hosts.',
      properties: {
        egressProxy: destination,
        mode: { type: 'string', enum: ['REGISTRY_ONLY', 'ALLOW_ANY'] },
      },
    },
    workloadSelector: labelSelector,
  },
};
