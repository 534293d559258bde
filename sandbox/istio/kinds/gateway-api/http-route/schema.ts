// data table
import type { Schema } from '../../../../kube/index';
import { backendRefsWith } from '../schema/backend-refs';
import { httpFilters } from '../schema/http-filters';
import { httpMatches } from '../schema/http-matches';
import { gatewayDuration, hostnames, sectionName } from '../schema/names';
import { parentRefs, useDefaultGateways } from '../schema/parent-refs';
import { sessionPersistence } from '../schema/session-persistence';

/** What an HTTPRoute holds. */
export const httpRouteSpec: Schema = {
  type: 'object',
  description: 'Rules that lead HTTP requests from a Gateway, or a Service, to backends.',
  properties: {
    hostnames,
    parentRefs,
    rules: {
      type: 'array',
      description: 'What is matched and where it goes; the most specific match of all rules wins.',
      minItems: 1,
      maxItems: 16,
      default: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }] }],
      rules: [
        {
          rule: '(self.size() > 0 ? self[0].matches.size() : 0) + (self.size() > 1 ? self[1].matches.size() : 0) + (self.size() > 2 ? self[2].matches.size() : 0) + (self.size() > 3 ? self[3].matches.size() : 0) + (self.size() > 4 ? self[4].matches.size() : 0) + (self.size() > 5 ? self[5].matches.size() : 0) + (self.size() > 6 ? self[6].matches.size() : 0) + (self.size() > 7 ? self[7].matches.size() : 0) + (self.size() > 8 ? self[8].matches.size() : 0) + (self.size() > 9 ? self[9].matches.size() : 0) + (self.size() > 10 ? self[10].matches.size() : 0) + (self.size() > 11 ? self[11].matches.size() : 0) + (self.size() > 12 ? self[12].matches.size() : 0) + (self.size() > 13 ? self[13].matches.size() : 0) + (self.size() > 14 ? self[14].matches.size() : 0) + (self.size() > 15 ? self[15].matches.size() : 0) <= 128',
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
        rules: [
          {
            rule: '(has(self.backendRefs) && size(self.backendRefs) > 0) ? (!has(self.filters) || self.filters.all(f, !has(f.requestRedirect))): true',
            message: 'RequestRedirect filter must not be used together with backendRefs',
          },
          {
            rule: "(has(self.filters) && self.filters.exists_one(f, has(f.requestRedirect) && has(f.requestRedirect.path) && f.requestRedirect.path.type == 'ReplacePrefixMatch' && has(f.requestRedirect.path.replacePrefixMatch))) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true",
            message:
              'When using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified',
          },
          {
            rule: "(has(self.filters) && self.filters.exists_one(f, has(f.urlRewrite) && has(f.urlRewrite.path) && f.urlRewrite.path.type == 'ReplacePrefixMatch' && has(f.urlRewrite.path.replacePrefixMatch))) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true",
            message:
              'When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified',
          },
          {
            rule: "(has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f, has(f.requestRedirect) && has(f.requestRedirect.path) && f.requestRedirect.path.type == 'ReplacePrefixMatch' && has(f.requestRedirect.path.replacePrefixMatch))) )) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true",
            message:
              'Within backendRefs, when using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified',
          },
          {
            rule: "(has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f, has(f.urlRewrite) && has(f.urlRewrite.path) && f.urlRewrite.path.type == 'ReplacePrefixMatch' && has(f.urlRewrite.path.replacePrefixMatch))) )) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true",
            message:
              'Within backendRefs, When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified',
          },
        ],
        properties: {
          backendRefs: backendRefsWith(httpFilters),
          filters: httpFilters,
          matches: httpMatches,
          name: { ...sectionName, description: 'A name for the rule, unique in the route.' },
          retry: {
            type: 'object',
            description: 'When requests are tried again.',
            properties: {
              attempts: { type: 'integer', description: 'How often at most.', minimum: 1 },
              backoff: { ...gatewayDuration, description: 'The least pause between two tries.' },
              codes: {
                type: 'array',
                description: 'Status codes that are tried again.',
                items: { type: 'integer', minimum: 400, maximum: 599 },
              },
            },
          },
          sessionPersistence,
          timeouts: {
            type: 'object',
            description: 'How long requests may take.',
            rules: [
              {
                rule: "!(has(self.request) && has(self.backendRequest) && duration(self.request) != duration('0s') && duration(self.backendRequest) > duration(self.request))",
                message: 'backendRequest timeout cannot be longer than request timeout',
              },
            ],
            properties: {
              backendRequest: { ...gatewayDuration, description: 'One try of a request.' },
              request: {
                ...gatewayDuration,
                description: 'The whole request with all its tries; 0s for no limit.',
              },
            },
          },
        },
      },
    },
    useDefaultGateways,
  },
};
