// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { targetRef, targetRefs, workloadSelector } from '../schema/selectors';
import { texts } from '../schema/scalars';

/** What a AuthorizationPolicy holds. */
export const authorizationPolicySpec: Schema = {
  type: 'object',
  description: 'Which requests pods accept.',
  oneOf: atMostOne('provider'),
  rules: [
    {
      rule: '(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1',
      message: 'only one of targetRefs or selector can be set',
    },
  ],
  properties: {
    action: {
      type: 'string',
      description:
        'What happens to requests that a rule matches: ALLOW (the default), DENY, AUDIT or CUSTOM.',
      enum: ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'],
    },
    provider: {
      type: 'object',
      description: 'The authorizer that CUSTOM policies ask.',
      properties: { name: { type: 'string', description: 'Name of an extension provider of the mesh.' } },
    },
    rules: {
      type: 'array',
      description:
        'Any rule may match; without rules an ALLOW policy matches nothing, so nothing is allowed.',
      maxItems: 512,
      items: {
        type: 'object',
        properties: {
          from: {
            type: 'array',
            description: 'Where requests come from; any entry may match. Left out, anywhere.',
            maxItems: 512,
            items: {
              type: 'object',
              properties: {
                source: {
                  type: 'object',
                  description:
                    'Properties of the caller: all that are listed have to match, each by any of its values.',
                  rules: [
                    {
                      rule: '(has(self.serviceAccounts) || has(self.notServiceAccounts)) ? (!has(self.principals) &&\n!has(self.notPrincipals) && !has(self.namespaces) && !has(self.notNamespaces)) : true',
                      message: 'Cannot set serviceAccounts with namespaces or principals',
                    },
                  ],
                  properties: {
                    ipBlocks: texts(
                      "Addresses or ranges that the connection comes from; behind a gateway, the gateway's.",
                    ),
                    namespaces: texts('Namespaces of callers with mutual TLS.'),
                    notIpBlocks: texts('Addresses or ranges that do not match.'),
                    notNamespaces: texts('Namespaces that do not match; callers without mutual TLS do.'),
                    notPrincipals: texts('Identities that do not match; callers without mutual TLS do.'),
                    notRemoteIpBlocks: texts('Original addresses or ranges that do not match.'),
                    notRequestPrincipals: texts(
                      'Principals of tokens that do not match; requests without a token do.',
                    ),
                    notServiceAccounts: {
                      type: 'array',
                      description: 'Service accounts that do not match; callers without mutual TLS do.',
                      maxItems: 16,
                      items: { type: 'string', maxLength: 320 },
                    },
                    notTrustDomains: texts('Trust domains that do not match; callers without mutual TLS do.'),
                    principals: texts(
                      'Identities of callers with mutual TLS, without `spiffe://`; `*` is any of them.',
                    ),
                    remoteIpBlocks: texts(
                      'Addresses or ranges of the original client, by x-forwarded-for or the PROXY protocol.',
                    ),
                    requestPrincipals: texts(
                      'Principals of tokens that were accepted, as issuer/subject; `*` is any of them.',
                    ),
                    serviceAccounts: {
                      type: 'array',
                      description: 'Service accounts of callers with mutual TLS, as namespace/name or name.',
                      maxItems: 16,
                      items: { type: 'string', maxLength: 320 },
                    },
                    trustDomains: texts('Trust domains of callers with mutual TLS.'),
                  },
                },
              },
            },
          },
          to: {
            type: 'array',
            description: 'What requests ask for; any entry may match. Left out, anything.',
            items: {
              type: 'object',
              properties: {
                operation: {
                  type: 'object',
                  description:
                    'Properties of the request: all that are listed have to match, each by any of its values.',
                  properties: {
                    hosts: texts(
                      'Values of the Host header, port included; upper and lower case are the same.',
                    ),
                    methods: texts('Methods, such as GET; POST for gRPC.'),
                    notHosts: texts('Hosts that do not match.'),
                    notMethods: texts('Methods that do not match.'),
                    notPaths: texts('Paths that do not match.'),
                    notPorts: texts('Ports that do not match.'),
                    paths: texts(
                      'Paths without the query: whole, with a star at an end, or with `{*}` for one segment and `{**}` for any number of them.',
                    ),
                    ports: texts('Ports of the pod, not of its service.'),
                  },
                },
              },
            },
          },
          when: {
            type: 'array',
            description: 'More conditions, all of which have to hold.',
            items: {
              type: 'object',
              required: ['key'],
              properties: {
                key: {
                  type: 'string',
                  description:
                    'What is looked at, such as `request.headers[x]` or `request.auth.claims[iss]`.',
                },
                notValues: texts('Values that do not match.'),
                values: texts('Values of which one has to match.'),
              },
            },
          },
        },
      },
    },
    selector: workloadSelector,
    targetRef: targetRef,
    targetRefs: targetRefs,
  },
};
