// data table
import type { Schema } from '../../../../kube/index';
import { backendRefsWith } from '../schema/backend-refs';
import { grpcFilters } from '../schema/grpc-filters';
import { grpcMatches } from '../schema/grpc-matches';
import { hostnames, sectionName } from '../schema/names';
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
          backendRefs: backendRefsWith(grpcFilters),
          filters: grpcFilters,
          matches: grpcMatches,
          name: { ...sectionName, description: 'A name for the rule, unique in the route.' },
          sessionPersistence: { ...sessionPersistence, description: 'Keeps a client on one backend.' },
        },
      },
    },
    useDefaultGateways,
  },
};
