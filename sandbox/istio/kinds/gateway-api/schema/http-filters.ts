// data table
import type { Schema } from '../../../../kube/index';
import { cors } from './cors-filter';
import { externalAuth } from './external-auth';
import { notRepeated, routeFilter, sharedFilters } from './filter';
import { portNumber, sectionName } from './names';
import { pathModifier } from './path-modifier';

const requestRedirect: Schema = {
  type: 'object',
  description: 'Answers with a redirect.',
  properties: {
    hostname: { ...sectionName, description: 'The host to go to; the same one when left out.' },
    path: { ...pathModifier, description: 'The path to go to; the same one when left out.' },
    port: { ...portNumber, description: 'The port to go to.' },
    scheme: {
      type: 'string',
      description: 'http or https; the same one when left out.',
      enum: ['http', 'https'],
    },
    statusCode: {
      type: 'integer',
      description: 'The status code of the redirect.',
      default: 302,
      enum: ['301', '302', '303', '307', '308'],
    },
  },
};

const urlRewrite: Schema = {
  type: 'object',
  description: 'Changes path and host before the request is forwarded.',
  properties: {
    hostname: { ...sectionName, description: 'The host that backends see.' },
    path: { ...pathModifier, description: 'How the path changes.' },
  },
};

/** One filter of an HTTPRoute. */
const httpFilter = routeFilter(
  [
    'RequestHeaderModifier',
    'ResponseHeaderModifier',
    'RequestMirror',
    'RequestRedirect',
    'URLRewrite',
    'ExtensionRef',
    'CORS',
    'ExternalAuth',
  ],
  [
    ['CORS', 'cors'],
    ['RequestHeaderModifier', 'requestHeaderModifier'],
    ['ResponseHeaderModifier', 'responseHeaderModifier'],
    ['RequestMirror', 'requestMirror'],
    ['RequestRedirect', 'requestRedirect'],
    ['URLRewrite', 'urlRewrite'],
    ['ExtensionRef', 'extensionRef'],
    ['ExternalAuth', 'externalAuth'],
  ],
  {
    ...sharedFilters,
    cors: { ...cors, description: 'Answers cross-origin questions of browsers.' },
    externalAuth,
    requestRedirect,
    urlRewrite,
  },
);

/** The filters of a rule or a backend of an HTTPRoute. */
export const httpFilters: Schema = {
  type: 'array',
  description: 'Changes on the way.',
  maxItems: 16,
  rules: [
    {
      rule: "!(self.exists(f, f.type == 'RequestRedirect') && self.exists(f, f.type == 'URLRewrite'))",
      message:
        'May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both',
    },
    ...notRepeated(
      'CORS',
      'RequestHeaderModifier',
      'ResponseHeaderModifier',
      'RequestRedirect',
      'URLRewrite',
    ),
  ],
  items: httpFilter,
};
