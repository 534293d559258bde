// data table
import type { Schema } from '../../../../kube/index';
import { backendObjectRef } from './backend-refs';

/** Copies of requests. */
export const requestMirror: Schema = {
  type: 'object',
  description: 'Sends a copy of the requests to another backend, whose answer is ignored.',
  required: ['backendRef'],
  rules: [
    {
      rule: '!(has(self.percent) && has(self.fraction))',
      message: 'Only one of percent or fraction may be specified in HTTPRequestMirrorFilter',
    },
  ],
  properties: {
    backendRef: { ...backendObjectRef, description: 'Where the copies go.' },
    fraction: {
      type: 'object',
      description: 'Which part of the requests is copied, as a fraction.',
      required: ['numerator'],
      rules: [
        {
          rule: 'self.numerator <= self.denominator',
          message: 'numerator must be less than or equal to denominator',
        },
      ],
      properties: {
        denominator: {
          type: 'integer',
          description: 'The lower number.',
          format: 'int32',
          minimum: 1,
          default: 100,
        },
        numerator: { type: 'integer', description: 'The upper number.', format: 'int32', minimum: 0 },
      },
    },
    percent: {
      type: 'integer',
      description: 'Which part of the requests is copied, in percent.',
      format: 'int32',
      minimum: 0,
      maximum: 100,
    },
  },
};
