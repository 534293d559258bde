// data table
import type { Schema } from '../../../kube/index';

/** A duration of at least a millisecond. */
export const duration: Schema = {
  type: 'string',
  rules: [
    { rule: "duration(self) >= duration('1ms')", message: 'must be a valid duration greater than 1ms' },
  ],
};

/** A port of TCP or UDP. */
export const portNumber: Schema = {
  type: 'integer',
  maximum: 4294967295,
  minimum: 0,
  rules: [{ rule: '0 < self && self <= 65535', message: 'port must be between 1-65535' }],
};
