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
          audiences: {
            type: 'array',
            description: 'Audiences of which a token has to name one; any when left out.',
            items: { type: 'string', minLength: 1 },
          },
          forwardOriginalToken: {
            type: 'boolean',
            description: 'Whether the application gets the token as well; false by default.',
          },
          fromCookies: {
            type: 'array',
            description: 'Cookies that may hold the token.',
            items: { type: 'string', minLength: 1 },
          },
          fromHeaders: {
            type: 'array',
            description:
              'Headers that may hold the token. With no place named: Authorization after `Bearer `, and the parameter access_token.',
            items: {
              type: 'object',
              required: ['name'],
              properties: {
                name: { type: 'string', description: 'Name of the header.', minLength: 1 },
                prefix: { type: 'string', description: 'What stands before the token, such as `Bearer `.' },
              },
            },
          },
          fromParams: {
            type: 'array',
            description: 'Query parameters that may hold the token.',
            items: { type: 'string', minLength: 1 },
          },
          issuer: { type: 'string', description: 'The `iss` that tokens of this rule carry.', minLength: 1 },
          jwks: { type: 'string', description: "The issuer's keys, as JSON." },
          jwks_uri: {
            type: 'string',
            description: "Where the keys are fetched, under the field's older name.",
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
            description:
              "Where the issuer's keys are fetched; left out, the issuer is asked (OpenID discovery).",
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
            description: 'Claims that the application gets as headers.',
            items: {
              type: 'object',
              required: ['header', 'claim'],
              properties: {
                claim: {
                  type: 'string',
                  description:
                    'Name of the claim, nested ones with dots; its value is a text, a whole number or a boolean.',
                  minLength: 1,
                },
                header: {
                  type: 'string',
                  description: 'Header that the claim is written to.',
                  minLength: 1,
                  pattern: '^[-_A-Za-z0-9]+$',
                },
              },
            },
          },
          outputPayloadToHeader: {
            type: 'string',
            description: 'Header that the payload is written to, in base64url.',
          },
          presence: {
            type: 'string',
            description: 'Whether a request has to carry a token; OPTIONAL by default.',
            enum: ['OPTIONAL', 'REQUIRED'],
            unsupported: 'istiod does not read it.',
          },
          spaceDelimitedClaims: {
            type: 'array',
            description: 'Claims that are lists of words in one text, besides scope and permission.',
            maxItems: 64,
            items: { type: 'string', minLength: 1 },
          },
          timeout: { ...duration, description: 'How long fetching the keys may take; 5s by default.' },
        },
      },
    },
    selector: workloadSelector,
    targetRef: targetRef,
    targetRefs: targetRefs,
  },
};
