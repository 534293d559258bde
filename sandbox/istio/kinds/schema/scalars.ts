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

/** A list of texts. */
export function texts(description: string): Schema {
  return { type: 'array', description, items: { type: 'string' } };
}

/** A whole number without sign. */
export function uint32(description: string): Schema {
  return { type: 'integer', description, maximum: 4294967295, minimum: 0 };
}

/** A part of a hundred. */
export function percentage(description: string): Schema {
  const value: Schema = {
    type: 'number',
    description: '0 to 100; decimals such as 0.1 are allowed.',
    format: 'double',
  };
  return { type: 'object', description, properties: { value } };
}
