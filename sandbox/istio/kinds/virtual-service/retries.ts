// data table
import type { Schema } from '../../../kube/index';
import { duration } from '../schema/scalars';

/** When and how often an attempt is repeated. */
export const retries: Schema = {
  type: 'object',
  description: 'Try again when an attempt fails; twice by default when the rule does not say.',
  properties: {
    attempts: {
      type: 'integer',
      description: 'How often to try again; 0 turns retries off.',
      format: 'int32',
    },
    backoff: {
      ...duration,
      description: 'The pause before the first retry; 25ms by default, growing and jittered.',
    },
    perTryTimeout: {
      ...duration,
      description: 'How long one attempt may take; the whole timeout when left out.',
    },
    retryIgnorePreviousHosts: {
      type: 'boolean',
      description: 'Prefer endpoints that were not tried yet.',
      nullable: true,
    },
    retryOn: {
      type: 'string',
      description: 'What counts as a failure: conditions or status codes, separated by commas.',
    },
    retryRemoteLocalities: {
      type: 'boolean',
      description: 'Whether a retry may go to another locality.',
      unsupported: 'a retry looks for an endpoint where the first try did.',
      nullable: true,
    },
  },
};
