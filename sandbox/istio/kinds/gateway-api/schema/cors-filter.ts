// data table
import type { Schema } from '../../../../kube/index';
import { headerName } from './header-modifier';

/** Answers to cross-origin questions. */
export const cors: Schema = {
  type: 'object',
  description: 'Answers cross-origin questions of browsers.',
  properties: {
    allowCredentials: { type: 'boolean', description: 'Whether cookies may be sent.' },
    allowHeaders: {
      type: 'array',
      description: 'Headers that may be sent.',
      maxItems: 64,
      rules: [
        {
          rule: "!('*' in self && self.size() > 1)",
          message: "AllowHeaders cannot contain '*' alongside other methods",
        },
      ],
      items: headerName,
    },
    allowMethods: {
      type: 'array',
      description: 'Methods that may be used.',
      maxItems: 9,
      rules: [
        {
          rule: "!('*' in self && self.size() > 1)",
          message: "AllowMethods cannot contain '*' alongside other methods",
        },
      ],
      items: {
        type: 'string',
        enum: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH', '*'],
      },
    },
    allowOrigins: {
      type: 'array',
      description: 'Origins that may call; * stands for any part.',
      maxItems: 64,
      rules: [
        {
          rule: "!('*' in self && self.size() > 1)",
          message: "AllowOrigins cannot contain '*' alongside other origins",
        },
      ],
      items: {
        type: 'string',
        pattern:
          '(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)(:([0-9]{1,5}))?)$)',
        minLength: 1,
        maxLength: 253,
      },
    },
    exposeHeaders: {
      type: 'array',
      description: 'Headers that scripts may read.',
      maxItems: 64,
      items: headerName,
    },
    maxAge: {
      type: 'integer',
      description: 'Seconds that a browser may remember the answer.',
      format: 'int32',
      minimum: 1,
      default: 5,
    },
  },
};
