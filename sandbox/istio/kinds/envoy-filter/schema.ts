// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { portNumber } from '../schema/scalars';
import { labelSelector, targetRefs } from '../schema/selectors';

/** What a EnvoyFilter holds. */
export const envoyFilterSpec: Schema = {
  type: 'object',
  description: 'Raw changes to the configuration of proxies.',
  unsupported: 'The patches are kept but no proxy is changed by them.',
  rules: [
    {
      rule: '(has(self.workloadSelector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1',
      message: 'only one of targetRefs or workloadSelector can be set',
    },
  ],
  properties: {
    configPatches: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          applyTo: {
            type: 'string',
            enum: [
              'INVALID',
              'LISTENER',
              'FILTER_CHAIN',
              'NETWORK_FILTER',
              'HTTP_FILTER',
              'ROUTE_CONFIGURATION',
              'VIRTUAL_HOST',
              'HTTP_ROUTE',
              'CLUSTER',
              'EXTENSION_CONFIG',
              'BOOTSTRAP',
              'LISTENER_FILTER',
            ],
          },
          match: {
            type: 'object',
            oneOf: atMostOne('listener', 'routeConfiguration', 'cluster', 'waypoint'),
            rules: [
              {
                rule: 'has(self.context) ? ((self.context == "WAYPOINT") ? has(self.waypoint) : !has(self.waypoint)) : !has(self.waypoint)',
                message: 'only support waypointMatch when context is WAYPOINT',
              },
            ],
            properties: {
              cluster: {
                type: 'object',
                properties: {
                  name: { type: 'string' },
                  portNumber: { type: 'integer', maximum: 4294967295, minimum: 0 },
                  service: { type: 'string' },
                  subset: { type: 'string' },
                },
              },
              context: {
                type: 'string',
                enum: ['ANY', 'SIDECAR_INBOUND', 'SIDECAR_OUTBOUND', 'GATEWAY', 'WAYPOINT'],
              },
              listener: {
                type: 'object',
                properties: {
                  filterChain: {
                    type: 'object',
                    properties: {
                      applicationProtocols: { type: 'string' },
                      destinationPort: { type: 'integer', maximum: 4294967295, minimum: 0 },
                      filter: {
                        type: 'object',
                        properties: {
                          name: { type: 'string' },
                          subFilter: { type: 'object', properties: { name: { type: 'string' } } },
                        },
                      },
                      name: { type: 'string' },
                      sni: { type: 'string' },
                      transportProtocol: { type: 'string' },
                      transportSocket: { type: 'string' },
                    },
                  },
                  listenerFilter: { type: 'string' },
                  name: { type: 'string' },
                  portName: { type: 'string' },
                  portNumber: { type: 'integer', maximum: 4294967295, minimum: 0 },
                },
              },
              proxy: {
                type: 'object',
                properties: {
                  metadata: { type: 'object', additionalProperties: { type: 'string' } },
                  proxyVersion: { type: 'string' },
                },
              },
              routeConfiguration: {
                type: 'object',
                properties: {
                  gateway: { type: 'string' },
                  name: { type: 'string' },
                  portName: { type: 'string' },
                  portNumber: { type: 'integer', maximum: 4294967295, minimum: 0 },
                  vhost: {
                    type: 'object',
                    properties: {
                      domainName: { type: 'string' },
                      name: { type: 'string' },
                      route: {
                        type: 'object',
                        properties: {
                          action: { type: 'string', enum: ['ANY', 'ROUTE', 'REDIRECT', 'DIRECT_RESPONSE'] },
                          name: { type: 'string' },
                        },
                      },
                    },
                  },
                },
              },
              waypoint: {
                type: 'object',
                properties: {
                  filter: {
                    type: 'object',
                    properties: {
                      name: { type: 'string' },
                      subFilter: { type: 'object', properties: { name: { type: 'string' } } },
                    },
                  },
                  portNumber: portNumber,
                  route: { type: 'object', properties: { name: { type: 'string' } } },
                },
              },
            },
          },
          patch: {
            type: 'object',
            properties: {
              filterClass: { type: 'string', enum: ['UNSPECIFIED', 'AUTHN', 'AUTHZ', 'STATS'] },
              operation: {
                type: 'string',
                enum: [
                  'INVALID',
                  'MERGE',
                  'ADD',
                  'REMOVE',
                  'INSERT_BEFORE',
                  'INSERT_AFTER',
                  'INSERT_FIRST',
                  'REPLACE',
                  'MERGE_AND_REPLACE_LIST',
                ],
              },
              value: { type: 'object', preserveUnknownFields: true },
            },
          },
        },
      },
    },
    priority: { type: 'integer', format: 'int32' },
    targetRefs: targetRefs,
    workloadSelector: labelSelector,
  },
};
