// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { duration, percentage } from '../schema/scalars';

/** Faults made on purpose. */
export const fault: Schema = {
  type: 'object',
  description: "Faults made on purpose, on the caller's side, before the request is sent.",
  properties: {
    abort: {
      type: 'object',
      description: 'Answer with an error instead of forwarding.',
      oneOf: atMostOne('httpStatus', 'grpcStatus', 'http2Error'),
      properties: {
        grpcStatus: { type: 'string', description: 'The gRPC status to answer with, by name.' },
        http2Error: { type: 'string', description: 'Has no effect.' },
        httpStatus: {
          type: 'integer',
          description: 'The status code to answer with.',
          format: 'int32',
        },
        percentage: percentage('Which part of the requests; none when left out.'),
      },
    },
    delay: {
      type: 'object',
      description: 'Hold requests back before forwarding.',
      oneOf: atMostOne('fixedDelay', 'exponentialDelay'),
      properties: {
        exponentialDelay: {
          ...duration,
          description: 'Has no effect.',
          unsupported: 'istiod does not read it.',
        },
        fixedDelay: { ...duration, description: 'How long requests are held back.' },
        percent: {
          type: 'integer',
          description: 'Older form of percentage: whole numbers 0 to 100.',
          format: 'int32',
        },
        percentage: percentage('Which part of the requests; none when left out.'),
      },
    },
  },
};
