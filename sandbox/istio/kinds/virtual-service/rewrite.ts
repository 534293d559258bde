// data table
import type { Schema } from '../../../kube/index';

/** Changes of path and host. */
export const rewrite: Schema = {
  type: 'object',
  description: 'Changes path or host before forwarding.',
  properties: {
    authority: { type: 'string', description: 'The new Host header.' },
    uri: {
      type: 'string',
      description: 'Replaces the matched prefix, or the whole path when it was matched exactly.',
    },
    uriRegexRewrite: {
      type: 'object',
      description: 'Replaces parts of the path by an expression.',
      properties: {
        match: {
          type: 'string',
          description: 'The RE2 expression; every place where it is found is replaced.',
        },
        rewrite: {
          type: 'string',
          description: 'The replacement; \\1 stands for the first group.',
        },
      },
    },
  },
};
