// data table
import type { Schema } from '../../../kube/index';
import { connectionPool, httpSettings } from '../destination-rule/connection-pool';
import { destination } from '../schema/destination';
import { labelSelector } from '../schema/selectors';
import { serverTls } from '../schema/server-tls';
import { sidecarPort } from './port';
import { texts } from '../schema/scalars';

/** Limits of connections to the own application, whose protocol nobody upgrades. */
const inboundPool: Schema = {
  ...connectionPool,
  properties: {
    ...connectionPool.properties,
    http: {
      ...httpSettings,
      description: 'Limits of HTTP connections and requests.',
      properties: {
        ...httpSettings.properties,
        h2UpgradePolicy: {
          type: 'string',
          description: 'Whether connections are upgraded to HTTP/2.',
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
    caCertCredentialName: {
      type: 'string',
      description: 'Secret with the authorities that clients are checked against.',
      unsupported: 'istiod reads it for gateways alone.',
    },
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
          bind: {
            type: 'string',
            description:
              "Address or socket that is listened on. Left out: all addresses for HTTP, the services' own for TCP, 127.0.0.1 with captureMode NONE.",
          },
          captureMode: {
            type: 'string',
            description:
              'Whether connections are redirected to the listener (IPTABLES) or the application dials it (NONE); as the pod was set up by default.',
            enum: ['DEFAULT', 'IPTABLES', 'NONE'],
          },
          hosts: texts(
            'Services that are seen here, as `namespace/host`; `.` is the own namespace, `*` all, `~` none.',
          ),
          port: {
            ...sidecarPort,
            description:
              "The port that is listened on for these hosts; each service's own ports when left out.",
          },
        },
      },
    },
    inboundConnectionPool: {
      ...inboundPool,
      description: 'Limits of what reaches the pods, in place of those of DestinationRules.',
    },
    ingress: {
      type: 'array',
      description: 'Ports on which the pods receive traffic.',
      items: {
        type: 'object',
        required: ['port'],
        properties: {
          bind: { type: 'string', description: "Address that is listened on; the pod's own when left out." },
          captureMode: {
            type: 'string',
            description:
              'Whether connections are redirected to the listener (IPTABLES) or clients dial it (NONE); as the pod was set up by default.',
            enum: ['DEFAULT', 'IPTABLES', 'NONE'],
          },
          connectionPool: {
            ...inboundPool,
            description: 'Limits of what reaches this port, in place of inboundConnectionPool.',
          },
          defaultEndpoint: {
            type: 'string',
            description:
              "Where the application listens: 127.0.0.1:PORT, 0.0.0.0:PORT for the pod's own address, or unix:///path. Left out, where the caller sent it.",
          },
          port: sidecarPort,
          tls: ingressTls,
        },
      },
    },
    outboundTrafficPolicy: {
      type: 'object',
      description: 'What happens to traffic for unknown hosts; what the mesh says when left out.',
      properties: {
        egressProxy: {
          ...destination,
          description:
            'Where traffic for unknown hosts goes in place of the address that was dialled; only with ALLOW_ANY.',
        },
        mode: {
          type: 'string',
          description:
            'REGISTRY_ONLY (the default) refuses what the registry does not know, ALLOW_ANY lets it pass.',
          enum: ['REGISTRY_ONLY', 'ALLOW_ANY'],
        },
      },
    },
    workloadSelector: {
      ...labelSelector,
      description:
        'Pods that the Sidecar is for; the whole namespace when left out, in the root namespace every namespace without a Sidecar of its own.',
    },
  },
};
