// data table
import type { Schema } from '../../../kube/index';
import { duration } from '../schema/scalars';
import { targetRef, targetRefs, workloadSelector } from '../schema/selectors';

/** What a RequestAuthentication holds. */
export const requestAuthenticationSpec: Schema = {
  type: 'object',
  description: 'Which tokens (JWT) pods accept; requests without a token still pass.',
  rules: [
    {
      rule: '(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1',
      message: 'only one of targetRefs or selector can be set',
    },
  ],
  properties: {
    jwtRules: {
      type: 'array',
      description: 'Issuers whose tokens are accepted.',
      maxItems: 4096,
      items: {
        type: 'object',
        rules: [
          {
            rule: '(has(self.jwksUri) ? 1 : 0) + (has(self.jwks_uri) ? 1 : 0) + (has(self.jwks) ? 1 : 0) <= 1',
            message: 'only one of jwks or jwksUri can be set',
          },
        ],
        properties: {
          audiences: { type: 'array', items: { type: 'string', minLength: 1 } },
          forwardOriginalToken: { type: 'boolean' },
          fromCookies: { type: 'array', items: { type: 'string', minLength: 1 } },
          fromHeaders: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name'],
              properties: { name: { type: 'string', minLength: 1 }, prefix: { type: 'string' } },
            },
          },
          fromParams: { type: 'array', items: { type: 'string', minLength: 1 } },
          issuer: { type: 'string', minLength: 1 },
          jwks: { type: 'string' },
          jwks_uri: {
            type: 'string',
            maxLength: 2048,
            minLength: 1,
            rules: [
              {
                rule: 'url(self).getScheme() in ["http", "https"]',
                message: 'url must have scheme http:// or https://',
              },
            ],
          },
          jwksUri: {
            type: 'string',
            maxLength: 2048,
            minLength: 1,
            rules: [
              {
                rule: 'url(self).getScheme() in ["http", "https"]',
                message: 'url must have scheme http:// or https://',
              },
            ],
          },
          outputClaimToHeaders: {
            type: 'array',
            items: {
              type: 'object',
              required: ['header', 'claim'],
              properties: {
                claim: { type: 'string', minLength: 1 },
                header: { type: 'string', minLength: 1, pattern: '^[-_A-Za-z0-9]+$' },
              },
            },
          },
          outputPayloadToHeader: { type: 'string' },
          presence: {
            type: 'string',
            enum: ['OPTIONAL', 'REQUIRED'],
            unsupported: 'istiod does not read it.',
          },
          spaceDelimitedClaims: { type: 'array', maxItems: 64, items: { type: 'string', minLength: 1 } },
          timeout: duration,
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
