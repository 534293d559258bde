// data table
import type { Schema } from '../../../../kube/index';
import { localObjectRef } from './backend-refs';
import { cors } from './cors-filter';
import { externalAuth } from './external-auth';
import { headerModifier } from './header-modifier';
import { portNumber, sectionName } from './names';
import { pathModifier } from './path-modifier';
import { requestMirror } from './request-mirror';

/** One filter of an HTTPRoute. */
const httpFilter: Schema = {
  type: 'object',
  required: ['type'],
  rules: [
    {
      rule: "!(has(self.cors) && self.type != 'CORS')",
      message: 'filter.cors must be nil if the filter.type is not CORS',
    },
    {
      rule: "!(!has(self.cors) && self.type == 'CORS')",
      message: 'filter.cors must be specified for CORS filter.type',
    },
    {
      rule: "!(has(self.requestHeaderModifier) && self.type != 'RequestHeaderModifier')",
      message: 'filter.requestHeaderModifier must be nil if the filter.type is not RequestHeaderModifier',
    },
    {
      rule: "!(!has(self.requestHeaderModifier) && self.type == 'RequestHeaderModifier')",
      message: 'filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type',
    },
    {
      rule: "!(has(self.responseHeaderModifier) && self.type != 'ResponseHeaderModifier')",
      message: 'filter.responseHeaderModifier must be nil if the filter.type is not ResponseHeaderModifier',
    },
    {
      rule: "!(!has(self.responseHeaderModifier) && self.type == 'ResponseHeaderModifier')",
      message: 'filter.responseHeaderModifier must be specified for ResponseHeaderModifier filter.type',
    },
    {
      rule: "!(has(self.requestMirror) && self.type != 'RequestMirror')",
      message: 'filter.requestMirror must be nil if the filter.type is not RequestMirror',
    },
    {
      rule: "!(!has(self.requestMirror) && self.type == 'RequestMirror')",
      message: 'filter.requestMirror must be specified for RequestMirror filter.type',
    },
    {
      rule: "!(has(self.requestRedirect) && self.type != 'RequestRedirect')",
      message: 'filter.requestRedirect must be nil if the filter.type is not RequestRedirect',
    },
    {
      rule: "!(!has(self.requestRedirect) && self.type == 'RequestRedirect')",
      message: 'filter.requestRedirect must be specified for RequestRedirect filter.type',
    },
    {
      rule: "!(has(self.urlRewrite) && self.type != 'URLRewrite')",
      message: 'filter.urlRewrite must be nil if the filter.type is not URLRewrite',
    },
    {
      rule: "!(!has(self.urlRewrite) && self.type == 'URLRewrite')",
      message: 'filter.urlRewrite must be specified for URLRewrite filter.type',
    },
    {
      rule: "!(has(self.extensionRef) && self.type != 'ExtensionRef')",
      message: 'filter.extensionRef must be nil if the filter.type is not ExtensionRef',
    },
    {
      rule: "!(!has(self.extensionRef) && self.type == 'ExtensionRef')",
      message: 'filter.extensionRef must be specified for ExtensionRef filter.type',
    },
    {
      rule: "!(has(self.externalAuth) && self.type != 'ExternalAuth')",
      message: 'filter.externalAuth must be nil if the filter.type is not ExternalAuth',
    },
    {
      rule: "!(!has(self.externalAuth) && self.type == 'ExternalAuth')",
      message: 'filter.externalAuth must be specified for ExternalAuth filter.type',
    },
  ],
  properties: {
    cors: { ...cors, description: 'Answers cross-origin questions of browsers.' },
    extensionRef: { ...localObjectRef, description: 'A filter of the implementation; Istio has none.' },
    externalAuth: { ...externalAuth, description: 'Asks a service whether the request may pass.' },
    requestHeaderModifier: {
      ...headerModifier,
      description: 'Changes headers before the request is forwarded.',
    },
    requestMirror: {
      ...requestMirror,
      description: 'Sends a copy of the requests to another backend, whose answer is ignored.',
    },
    requestRedirect: {
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
    },
    responseHeaderModifier: { ...headerModifier, description: 'Changes headers of the answer.' },
    type: {
      type: 'string',
      description: 'Which filter this is; the field of that name holds its settings.',
      enum: [
        'RequestHeaderModifier',
        'ResponseHeaderModifier',
        'RequestMirror',
        'RequestRedirect',
        'URLRewrite',
        'ExtensionRef',
        'CORS',
        'ExternalAuth',
      ],
    },
    urlRewrite: {
      type: 'object',
      description: 'Changes path and host before the request is forwarded.',
      properties: {
        hostname: { ...sectionName, description: 'The host that backends see.' },
        path: { ...pathModifier, description: 'How the path changes.' },
      },
    },
  },
};

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
    { rule: "self.filter(f, f.type == 'CORS').size() <= 1", message: 'CORS filter cannot be repeated' },
    {
      rule: "self.filter(f, f.type == 'RequestHeaderModifier').size() <= 1",
      message: 'RequestHeaderModifier filter cannot be repeated',
    },
    {
      rule: "self.filter(f, f.type == 'ResponseHeaderModifier').size() <= 1",
      message: 'ResponseHeaderModifier filter cannot be repeated',
    },
    {
      rule: "self.filter(f, f.type == 'RequestRedirect').size() <= 1",
      message: 'RequestRedirect filter cannot be repeated',
    },
    {
      rule: "self.filter(f, f.type == 'URLRewrite').size() <= 1",
      message: 'URLRewrite filter cannot be repeated',
    },
  ],
  items: httpFilter,
};
