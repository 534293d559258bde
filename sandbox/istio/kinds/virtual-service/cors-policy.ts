// data table
import type { Schema } from '../../../kube/index';
import { duration, texts } from '../schema/scalars';
import { stringMatch } from '../schema/string-match';

/** Answers to browsers that ask whether another site may call. */
export const corsPolicy: Schema = {
  type: 'object',
  description: 'Answers to browsers that ask whether another site may call.',
  properties: {
    allowCredentials: {
      type: 'boolean',
      description: 'Whether the browser may send cookies and authorization headers.',
      nullable: true,
    },
    allowHeaders: texts('Request headers that other sites may set.'),
    allowMethods: texts('Methods that other sites may use.'),
    allowOrigin: texts('Older form of allowOrigins: exact origins.'),
    allowOrigins: { type: 'array', description: 'Sites that may call.', items: stringMatch },
    exposeHeaders: texts('Response headers that other sites may read.'),
    maxAge: { ...duration, description: 'How long a browser may remember the answer.' },
    unmatchedPreflights: {
      type: 'string',
      description: 'Whether a preflight of an unknown site is forwarded or ignored.',
      enum: ['UNSPECIFIED', 'FORWARD', 'IGNORE'],
    },
  },
};
