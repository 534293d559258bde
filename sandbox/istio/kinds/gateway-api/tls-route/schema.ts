// data table
import type { Schema } from '../../../../kube/index';
import { l4Rules } from '../schema/l4-rules';
import { hostname } from '../schema/names';
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
    rules: l4Rules,
    useDefaultGateways,
  },
};
