// data table
import type { Schema } from '../../../../kube/index';
import { backendRefFields } from '../schema/backend-refs';
import { hostname, sectionName } from '../schema/names';
import { parentRefs, useDefaultGateways } from '../schema/parent-refs';

/** What a TLSRoute holds. */
export const tlsRouteSpec: Schema = {
  type: 'object',
  description: 'Rules that lead TLS connections to backends by their SNI.',
  // v1 demands hostnames as well, v1alpha2 does not; here one schema serves all versions.
  required: ['rules'],
  properties: {
    hostnames: {
      type: 'array',
      description: 'Names that clients ask for (SNI), such as shop.example.com or *.example.com.',
      minItems: 1,
      maxItems: 1024,
      rules: [
        { rule: 'self.all(h, !isIP(h))', message: 'Hostnames cannot contain an IP' },
        {
          rule: "self.all(h, !h.contains('*') ? h.matches('^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$') : true)",
          message: 'Hostnames must be valid based on RFC-1123',
        },
        {
          rule: "self.all(h, h.contains('*') ? (h.startsWith('*.') && h.substring(2).matches('^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$')) : true)",
          message:
            'Wildcards on hostnames must be the first label, and the rest of hostname must be valid based on RFC-1123',
        },
      ],
      items: hostname,
    },
    parentRefs,
    rules: {
      type: 'array',
      description: 'What is matched and where it goes; the most specific match of all rules wins.',
      minItems: 1,
      maxItems: 1,
      items: {
        type: 'object',
        required: ['backendRefs'],
        properties: {
          backendRefs: {
            type: 'array',
            description: 'Where requests go, shared out by weight.',
            minItems: 1,
            maxItems: 16,
            items: backendRefFields,
          },
          name: { ...sectionName, description: 'A name for the rule, unique in the route.' },
        },
      },
    },
    useDefaultGateways: {
      ...useDefaultGateways,
      description: 'Whether the route attaches to default gateways.',
    },
  },
};
