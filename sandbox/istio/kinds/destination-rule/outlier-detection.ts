// data table
import type { Schema } from '../../../kube/index';
import { duration } from '../schema/scalars';

/** When an endpoint is taken out. */
export const outlierDetection: Schema = {
  type: 'object',
  description: 'Takes an endpoint out of the rotation for a while when it keeps failing.',
  properties: {
    baseEjectionTime: {
      ...duration,
      description: 'How long the first ejection lasts; each further one lasts longer. 30s by default.',
    },
    consecutive5xxErrors: {
      type: 'integer',
      description: '5xx answers in a row before ejection; 5 by default, 0 turns it off.',
      maximum: 4294967295,
      minimum: 0,
      nullable: true,
    },
    consecutiveErrors: {
      type: 'integer',
      description: 'Has no effect any more; use consecutive5xxErrors.',
      format: 'int32',
      unsupported: 'istiod does not read it.',
    },
    consecutiveGatewayErrors: {
      type: 'integer',
      description: '502, 503 and 504 in a row before ejection; off by default.',
      maximum: 4294967295,
      minimum: 0,
      nullable: true,
    },
    consecutiveLocalOriginFailures: {
      type: 'integer',
      description: 'Failures to connect in a row before ejection, when they are counted apart; 5 by default.',
      maximum: 4294967295,
      minimum: 0,
      nullable: true,
    },
    interval: {
      ...duration,
      description: 'Time between two sweeps that bring endpoints back; 10s by default.',
    },
    maxEjectionPercent: {
      type: 'integer',
      description:
        'The largest part of the endpoints that may be out at a time; 10 by default, though one may always be.',
      format: 'int32',
    },
    minHealthPercent: {
      type: 'integer',
      description:
        'Below this part of healthy endpoints, ejection is switched off and all endpoints are used.',
      format: 'int32',
    },
    outlierDetectionHttpErrorCodes: {
      type: 'array',
      description: 'Status codes that count as errors instead of all 5xx.',
      items: { type: 'integer', maximum: 599, minimum: 100 },
    },
    splitExternalLocalOriginErrors: {
      type: 'boolean',
      description: 'Count failures to connect apart from answers with an error.',
    },
  },
};
