// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { portNumber, uint32 } from '../schema/scalars';
import { labelSelector, targetRefs } from '../schema/selectors';

/** A filter of a chain, or one inside it. */
const filterMatch: Schema = {
  type: 'object',
  description: 'Only this filter of the chain.',
  properties: {
    name: { type: 'string', description: "The filter's name." },
    subFilter: {
      type: 'object',
      description: 'Only this filter inside it, such as an HTTP filter of the connection manager.',
      properties: { name: { type: 'string', description: "The inner filter's name." } },
    },
  },
};

const routeName: Schema = {
  type: 'string',
  description: "The route's name: that of the VirtualService's rule, or default.",
};

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
      description: 'The changes, in the order in which they are made.',
      items: {
        type: 'object',
        properties: {
          applyTo: {
            type: 'string',
            description: 'What kind of thing in the configuration is changed.',
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
            description: 'Which of those things are changed; all of them when left out.',
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
                description: 'Conditions for clusters.',
                properties: {
                  name: { type: 'string', description: "The cluster's whole name." },
                  portNumber: uint32('The service port the cluster is for; inbound, the target port.'),
                  service: {
                    type: 'string',
                    description: 'The full name of the service the cluster is for.',
                  },
                  subset: { type: 'string', description: 'The subset the cluster is for.' },
                },
              },
              context: {
                type: 'string',
                description: 'Which proxies, and which direction of sidecars, are meant; ANY by default.',
                enum: ['ANY', 'SIDECAR_INBOUND', 'SIDECAR_OUTBOUND', 'GATEWAY', 'WAYPOINT'],
              },
              listener: {
                type: 'object',
                description: 'Conditions for listeners and what stands in them.',
                properties: {
                  filterChain: {
                    type: 'object',
                    description: 'Only this filter chain of the listener.',
                    properties: {
                      applicationProtocols: {
                        type: 'string',
                        description:
                          'Application protocols, separated by commas, all of which the chain accepts.',
                      },
                      destinationPort: uint32('The destination port that the chain accepts.'),
                      filter: filterMatch,
                      name: { type: 'string', description: "The chain's name." },
                      sni: { type: 'string', description: 'A server name that the chain accepts.' },
                      transportProtocol: {
                        type: 'string',
                        description: 'The transport that the chain accepts: raw_buffer or tls.',
                      },
                      transportSocket: {
                        type: 'string',
                        description:
                          'The transport socket of the chain, such as envoy.transport_sockets.tls where TLS ends. Istio does not read it.',
                      },
                    },
                  },
                  listenerFilter: { type: 'string', description: 'Only the listener filter of this name.' },
                  name: { type: 'string', description: "The listener's name." },
                  portName: {
                    type: 'string',
                    description: "The name of the service's port. Istio does not read it.",
                  },
                  portNumber: uint32(
                    'The port that is listened on; in the listeners for all ports, the one that a filter chain accepts.',
                  ),
                },
              },
              proxy: {
                type: 'object',
                description: 'Conditions for the proxy itself.',
                properties: {
                  metadata: {
                    type: 'object',
                    description: 'Metadata that the proxy must have reported, with exactly these values.',
                    additionalProperties: { type: 'string' },
                  },
                  proxyVersion: {
                    type: 'string',
                    description: "An RE2 expression for the proxy's version of Istio.",
                  },
                },
              },
              routeConfiguration: {
                type: 'object',
                description: 'Conditions for route configurations and what stands in them.',
                properties: {
                  gateway: {
                    type: 'string',
                    description:
                      'The Gateway that the routes are for, as `namespace/name`; only for context GATEWAY.',
                  },
                  name: { type: 'string', description: 'The name of the route configuration.' },
                  portName: {
                    type: 'string',
                    description:
                      "The name of the gateway's port that the routes are for; only for context GATEWAY.",
                  },
                  portNumber: uint32('The port of the service or gateway that the routes are for.'),
                  vhost: {
                    type: 'object',
                    description: 'Only this virtual host of the routes.',
                    properties: {
                      domainName: {
                        type: 'string',
                        description: 'A domain that the virtual host must serve.',
                      },
                      name: { type: 'string', description: "The virtual host's name, as `host:port`." },
                      route: {
                        type: 'object',
                        description: 'Only this route of the virtual host.',
                        properties: {
                          action: {
                            type: 'string',
                            description: 'What the route does; ANY by default.',
                            enum: ['ANY', 'ROUTE', 'REDIRECT', 'DIRECT_RESPONSE'],
                          },
                          name: routeName,
                        },
                      },
                    },
                  },
                },
              },
              waypoint: {
                type: 'object',
                description: 'Conditions for waypoints; only for context WAYPOINT. Istio does not read them.',
                properties: {
                  filter: filterMatch,
                  portNumber: { ...portNumber, description: 'The port of the service; any when left out.' },
                  route: { type: 'object', description: 'Only this route.', properties: { name: routeName } },
                },
              },
            },
          },
          patch: {
            type: 'object',
            description: 'What is done to them.',
            properties: {
              filterClass: {
                type: 'string',
                description:
                  'Where ADD is to put a filter: after authentication (AUTHN), after authorization (AUTHZ), before statistics (STATS). Istio does not read it.',
                enum: ['UNSPECIFIED', 'AUTHN', 'AUTHZ', 'STATS'],
              },
              operation: {
                type: 'string',
                description:
                  'Whether the value is merged in, added, put beside or in place of what matches, or what matches is removed.',
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
              value: {
                type: 'object',
                description: 'Configuration of Envoy, as JSON.',
                preserveUnknownFields: true,
              },
            },
          },
        },
      },
    },
    priority: {
      type: 'integer',
      description:
        'Order among EnvoyFilters, lowest first; 0 by default. Those of the root namespace come before all others.',
      format: 'int32',
    },
    targetRefs: targetRefs,
    workloadSelector: labelSelector,
  },
};
