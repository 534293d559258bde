import type { Schema } from '../schema';

/** Short ways to write schemas of core kinds. */
export function text(description?: string): Schema {
  return described({ type: 'string' }, description);
}

export function int32(description?: string): Schema {
  return described({ type: 'integer', format: 'int32' }, description);
}

export function int64(description?: string): Schema {
  return described({ type: 'integer', format: 'int64' }, description);
}

export function flag(description?: string): Schema {
  return described({ type: 'boolean' }, description);
}

/** A port given by number or by name. */
export function intOrString(description?: string): Schema {
  return described({ type: 'any', format: 'int-or-string' }, description);
}

export function time(description?: string): Schema {
  return described({ type: 'string', format: 'date-time', nullable: true }, description);
}

export function texts(description?: string): Schema {
  return described({ type: 'object', additionalProperties: { type: 'string' } }, description);
}

export function list(items: Schema, description?: string): Schema {
  return described({ type: 'array', items }, description);
}

/** A list of maps that a strategic merge patch merges by a key. */
export function listBy(mergeKey: string, items: Schema, description?: string): Schema {
  return described({ type: 'array', items, mergeKey }, description);
}

/** A Go struct of Kubernetes with its fields. */
export function struct(
  name: string,
  properties: Readonly<Record<string, Schema>>,
  description?: string,
): Schema {
  return described({ type: 'object', struct: name, properties }, description);
}

/** Anything; stored as it is. */
export function opaque(description?: string): Schema {
  return described({ type: 'any', preserveUnknownFields: true }, description);
}

function described(schema: Schema, description: string | undefined): Schema {
  return description === undefined ? schema : { ...schema, description };
}
