// data table
import type { Schema } from '../../../../kube/index';
import { localObjectRef } from './backend-refs';
import { headerModifier } from './header-modifier';
import { requestMirror } from './request-mirror';

/** One filter of a GRPCRoute. */
export const grpcFilter: Schema = {
  type: 'object',
  required: ['type'],
  rules: [
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
      rule: "!(has(self.extensionRef) && self.type != 'ExtensionRef')",
      message: 'filter.extensionRef must be nil if the filter.type is not ExtensionRef',
    },
    {
      rule: "!(!has(self.extensionRef) && self.type == 'ExtensionRef')",
      message: 'filter.extensionRef must be specified for ExtensionRef filter.type',
    },
  ],
  properties: {
    extensionRef: { ...localObjectRef, description: 'A filter of the implementation; Istio has none.' },
    requestHeaderModifier: {
      ...headerModifier,
      description: 'Changes headers before the request is forwarded.',
    },
    requestMirror: {
      ...requestMirror,
      description: 'Sends a copy of the requests to another backend, whose answer is ignored.',
    },
    responseHeaderModifier: { ...headerModifier, description: 'Changes headers of the answer.' },
    type: {
      type: 'string',
      description: 'Which filter this is; the field of that name holds its settings.',
      enum: ['ResponseHeaderModifier', 'RequestHeaderModifier', 'RequestMirror', 'ExtensionRef'],
    },
  },
};
