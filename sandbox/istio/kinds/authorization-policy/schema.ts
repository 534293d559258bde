// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { targetRef, targetRefs, workloadSelector } from '../schema/selectors';

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
      description: 'What happens to requests that a rule matches: ALLOW, DENY, AUDIT or CUSTOM.',
      enum: ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'],
    },
    provider: { type: 'object', properties: { name: { type: 'string' } } },
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
            maxItems: 512,
            items: {
              type: 'object',
              properties: {
                source: {
                  type: 'object',
                  rules: [
                    {
                      rule: '(has(self.serviceAccounts) || has(self.notServiceAccounts)) ? (!has(self.principals) &&\n!has(self.notPrincipals) && !has(self.namespaces) && !has(self.notNamespaces)) : true',
                      message: 'Cannot set serviceAccounts with namespaces or principals',
                    },
                  ],
                  properties: {
                    ipBlocks: { type: 'array', items: { type: 'string' } },
                    namespaces: { type: 'array', items: { type: 'string' } },
                    notIpBlocks: { type: 'array', items: { type: 'string' } },
                    notNamespaces: { type: 'array', items: { type: 'string' } },
                    notPrincipals: { type: 'array', items: { type: 'string' } },
                    notRemoteIpBlocks: { type: 'array', items: { type: 'string' } },
                    notRequestPrincipals: { type: 'array', items: { type: 'string' } },
                    notServiceAccounts: {
                      type: 'array',
                      maxItems: 16,
                      items: { type: 'string', maxLength: 320 },
                    },
                    notTrustDomains: { type: 'array', items: { type: 'string' } },
                    principals: { type: 'array', items: { type: 'string' } },
                    remoteIpBlocks: { type: 'array', items: { type: 'string' } },
                    requestPrincipals: { type: 'array', items: { type: 'string' } },
                    serviceAccounts: {
                      type: 'array',
                      maxItems: 16,
                      items: { type: 'string', maxLength: 320 },
                    },
                    trustDomains: { type: 'array', items: { type: 'string' } },
                  },
                },
              },
            },
          },
          to: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                operation: {
                  type: 'object',
                  properties: {
                    hosts: { type: 'array', items: { type: 'string' } },
                    methods: { type: 'array', items: { type: 'string' } },
                    notHosts: { type: 'array', items: { type: 'string' } },
                    notMethods: { type: 'array', items: { type: 'string' } },
                    notPaths: { type: 'array', items: { type: 'string' } },
                    notPorts: { type: 'array', items: { type: 'string' } },
                    paths: { type: 'array', items: { type: 'string' } },
                    ports: { type: 'array', items: { type: 'string' } },
                  },
                },
              },
            },
          },
          when: {
            type: 'array',
            items: {
              type: 'object',
              required: ['key'],
              properties: {
                key: { type: 'string' },
                notValues: { type: 'array', items: { type: 'string' } },
                values: { type: 'array', items: { type: 'string' } },
              },
            },
          },
        },
      },
    },
    selector: {
      ...workloadSelector,
      description: 'Pods the policy is for; the whole namespace when left out.',
    },
    targetRef: targetRef,
    targetRefs: targetRefs,
  },
};
