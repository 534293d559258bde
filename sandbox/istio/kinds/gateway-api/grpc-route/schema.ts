// data table
import type { Schema } from '../../../../kube/index';
import { grpcFilter } from '../schema/grpc-filters';
import { grpcMatches } from '../schema/grpc-matches';
import {
  groupName,
  hostnames,
  kindName,
  namespaceName,
  objectName,
  portNumber,
  sectionName,
} from '../schema/names';
import { parentRefs, useDefaultGateways } from '../schema/parent-refs';
import { sessionPersistence } from '../schema/session-persistence';

/** What a GRPCRoute holds. */
export const grpcRouteSpec: Schema = {
  type: 'object',
  description: 'Rules that lead gRPC calls from a Gateway, or a Service, to backends.',
  properties: {
    hostnames,
    parentRefs,
    rules: {
      type: 'array',
      description: 'What is matched and where it goes; the most specific match of all rules wins.',
      maxItems: 16,
      rules: [
        {
          rule: '(self.size() > 0 ? (has(self[0].matches) ? self[0].matches.size() : 0) : 0) + (self.size() > 1 ? (has(self[1].matches) ? self[1].matches.size() : 0) : 0) + (self.size() > 2 ? (has(self[2].matches) ? self[2].matches.size() : 0) : 0) + (self.size() > 3 ? (has(self[3].matches) ? self[3].matches.size() : 0) : 0) + (self.size() > 4 ? (has(self[4].matches) ? self[4].matches.size() : 0) : 0) + (self.size() > 5 ? (has(self[5].matches) ? self[5].matches.size() : 0) : 0) + (self.size() > 6 ? (has(self[6].matches) ? self[6].matches.size() : 0) : 0) + (self.size() > 7 ? (has(self[7].matches) ? self[7].matches.size() : 0) : 0) + (self.size() > 8 ? (has(self[8].matches) ? self[8].matches.size() : 0) : 0) + (self.size() > 9 ? (has(self[9].matches) ? self[9].matches.size() : 0) : 0) + (self.size() > 10 ? (has(self[10].matches) ? self[10].matches.size() : 0) : 0) + (self.size() > 11 ? (has(self[11].matches) ? self[11].matches.size() : 0) : 0) + (self.size() > 12 ? (has(self[12].matches) ? self[12].matches.size() : 0) : 0) + (self.size() > 13 ? (has(self[13].matches) ? self[13].matches.size() : 0) : 0) + (self.size() > 14 ? (has(self[14].matches) ? self[14].matches.size() : 0) : 0) + (self.size() > 15 ? (has(self[15].matches) ? self[15].matches.size() : 0) : 0) <= 128',
          message:
            'While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128',
        },
        {
          rule: 'self.all(l1, !has(l1.name) || self.exists_one(l2, has(l2.name) && l1.name == l2.name))',
          message: 'Rule name must be unique within the route',
        },
      ],
      items: {
        type: 'object',
        properties: {
          backendRefs: {
            type: 'array',
            description: 'Where requests go, shared out by weight.',
            maxItems: 16,
            items: {
              type: 'object',
              required: ['name'],
              rules: [
                {
                  rule: "(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true",
                  message: 'Must have port for Service reference',
                },
              ],
              properties: {
                filters: {
                  type: 'array',
                  description: 'Changes for this backend alone.',
                  maxItems: 16,
                  rules: [
                    {
                      rule: "self.filter(f, f.type == 'RequestHeaderModifier').size() <= 1",
                      message: 'RequestHeaderModifier filter cannot be repeated',
                    },
                    {
                      rule: "self.filter(f, f.type == 'ResponseHeaderModifier').size() <= 1",
                      message: 'ResponseHeaderModifier filter cannot be repeated',
                    },
                  ],
                  items: grpcFilter,
                },
                group: {
                  ...groupName,
                  description: "The API group; empty for Kubernetes' own.",
                  default: '',
                },
                kind: { ...kindName, description: 'The kind of the object.', default: 'Service' },
                name: { ...objectName, description: 'The name of the object.' },
                namespace: {
                  ...namespaceName,
                  description: 'The namespace of the object; the same one when left out.',
                },
                port: { ...portNumber, description: 'The port of the Service; required for Services.' },
                weight: {
                  type: 'integer',
                  description: 'The share of the requests, in proportion to the other weights; 0 for none.',
                  format: 'int32',
                  minimum: 0,
                  maximum: 1000000,
                  default: 1,
                },
              },
            },
          },
          filters: {
            type: 'array',
            description: 'Changes on the way.',
            maxItems: 16,
            rules: [
              {
                rule: "self.filter(f, f.type == 'RequestHeaderModifier').size() <= 1",
                message: 'RequestHeaderModifier filter cannot be repeated',
              },
              {
                rule: "self.filter(f, f.type == 'ResponseHeaderModifier').size() <= 1",
                message: 'ResponseHeaderModifier filter cannot be repeated',
              },
            ],
            items: grpcFilter,
          },
          matches: {
            ...grpcMatches,
            description: 'Conditions, one of which must hold; every request when left out.',
          },
          name: { ...sectionName, description: 'A name for the rule, unique in the route.' },
          sessionPersistence: { ...sessionPersistence, description: 'Keeps a client on one backend.' },
        },
      },
    },
    useDefaultGateways: {
      ...useDefaultGateways,
      description: 'Whether the route attaches to default gateways.',
    },
  },
};
