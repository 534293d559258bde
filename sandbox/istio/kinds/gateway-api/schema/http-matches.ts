// data table
import type { Schema } from '../../../../kube/index';
import { headerValue } from './header-modifier';
import { headerMatches, valueMatches } from './value-match';

/** The conditions of a rule of an HTTPRoute. */
export const httpMatches: Schema = {
  type: 'array',
  description: 'Conditions, one of which must hold; every request when left out.',
  maxItems: 64,
  default: [{ path: { type: 'PathPrefix', value: '/' } }],
  items: {
    type: 'object',
    properties: {
      headers: headerMatches(headerValue),
      method: {
        type: 'string',
        description: 'The gRPC service and method.',
        enum: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'],
      },
      path: {
        type: 'object',
        description: 'The path, without the query.',
        default: { type: 'PathPrefix', value: '/' },
        rules: [
          {
            rule: "(self.type in ['Exact','PathPrefix']) ? self.value.startsWith('/') : true",
            message:
              "value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']",
          },
          {
            rule: "(self.type in ['Exact','PathPrefix']) ? !self.value.contains('//') : true",
            message: "must not contain '//' when type one of ['Exact', 'PathPrefix']",
          },
          {
            rule: "(self.type in ['Exact','PathPrefix']) ? !self.value.contains('/./') : true",
            message: "must not contain '/./' when type one of ['Exact', 'PathPrefix']",
          },
          {
            rule: "(self.type in ['Exact','PathPrefix']) ? !self.value.contains('/../') : true",
            message: "must not contain '/../' when type one of ['Exact', 'PathPrefix']",
          },
          {
            rule: "(self.type in ['Exact','PathPrefix']) ? !self.value.contains('%2f') : true",
            message: "must not contain '%2f' when type one of ['Exact', 'PathPrefix']",
          },
          {
            rule: "(self.type in ['Exact','PathPrefix']) ? !self.value.contains('%2F') : true",
            message: "must not contain '%2F' when type one of ['Exact', 'PathPrefix']",
          },
          {
            rule: "(self.type in ['Exact','PathPrefix']) ? !self.value.contains('#') : true",
            message: "must not contain '#' when type one of ['Exact', 'PathPrefix']",
          },
          {
            rule: "(self.type in ['Exact','PathPrefix']) ? !self.value.endsWith('/..') : true",
            message: "must not end with '/..' when type one of ['Exact', 'PathPrefix']",
          },
          {
            rule: "(self.type in ['Exact','PathPrefix']) ? !self.value.endsWith('/.') : true",
            message: "must not end with '/.' when type one of ['Exact', 'PathPrefix']",
          },
          {
            rule: "self.type in ['Exact','PathPrefix'] || self.type == 'RegularExpression'",
            message: "type must be one of ['Exact', 'PathPrefix', 'RegularExpression']",
          },
          {
            rule: '(self.type in [\'Exact\',\'PathPrefix\']) ? self.value.matches(r"""^(?:[-A-Za-z0-9/._~!$&\'()*+,;=:@]|[%][0-9a-fA-F]{2})+$""") : true',
            message:
              "must only contain valid characters (matching ^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$) for types ['Exact', 'PathPrefix']",
          },
        ],
        properties: {
          type: {
            type: 'string',
            description: 'Exact, PathPrefix (whole segments) or RegularExpression.',
            default: 'PathPrefix',
            enum: ['Exact', 'PathPrefix', 'RegularExpression'],
          },
          value: {
            type: 'string',
            description: 'What the path is compared with.',
            maxLength: 1024,
            default: '/',
          },
        },
      },
      queryParams: valueMatches({
        description: 'Query parameters that must all be there.',
        name: 'The name of the parameter.',
        value: { type: 'string', minLength: 1, maxLength: 1024 },
      }),
    },
  },
};
