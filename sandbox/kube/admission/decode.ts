import { isRecord } from '../freeze';
import type { Schema } from '../schema';
import type { AdmissionError } from './finding';
import { fieldPath, itemPath } from './paths';
import { jsonType } from './scalars';
import { fieldSchema } from './unknown-fields';

/**
 * The first value a core kind's decoder cannot read, in its words:
 * `json: cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32`.
 */
export function decodeError(value: unknown, schema: Schema): AdmissionError | undefined {
  if (isReadable(value, schema)) return undefined;
  return decode(value, schema, { path: '', printed: '', struct: schema.struct ?? '' });
}

/** True when nothing of it stops the decoder: almost always, so the way to the fault is only spelled out when there is one. */
function isReadable(value: unknown, schema: Schema): boolean {
  if (value === null || value === undefined || schema.preserveUnknownFields === true) return true;
  if (!readable(value, schema)) return false;
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined || value.every((item) => isReadable(item, items));
  }
  if (!isRecord(value)) return true;
  return Object.keys(value).every((name) => {
    const known = fieldSchema(schema, name);
    return known === undefined || isReadable(value[name], known);
  });
}

/** The first type error of metadata; kubectl finds it before it sends anything. */
export function metadataDecodeError(metadata: unknown, schema: Schema): AdmissionError | undefined {
  return decode(metadata, schema, { path: 'metadata', printed: 'metadata', struct: 'ObjectMeta' });
}

interface Place {
  readonly path: string;
  /** The path without list indexes, as the decoder prints it. */
  readonly printed: string;
  readonly struct: string;
}

function decode(value: unknown, schema: Schema, place: Place): AdmissionError | undefined {
  if (value === null || value === undefined || schema.preserveUnknownFields === true) return undefined;
  if (!readable(value, schema)) {
    const message = `json: cannot unmarshal ${goKind(value)} into Go struct field ${place.struct}.${place.printed} of type ${goType(schema)}`;
    return { stage: 'decode', path: place.path, message };
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const error =
        schema.items && decode(item, schema.items, { ...place, path: itemPath(place.path, index) });
      if (error) return error;
    }
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  for (const name of Object.keys(value).sort()) {
    const known = fieldSchema(schema, name);
    const isField = schema.properties !== undefined && Object.hasOwn(schema.properties, name);
    const printed = isField ? fieldPath(place.printed, name) : place.printed;
    const struct = isField ? (schema.struct ?? place.struct) : place.struct;
    const error = known && decode(value[name], known, { path: fieldPath(place.path, name), printed, struct });
    if (error) return error;
  }
  return undefined;
}

function readable(value: unknown, schema: Schema): boolean {
  const actual = jsonType(value);
  if (schema.type === 'any')
    return schema.format !== 'int-or-string' || actual === 'integer' || actual === 'string';
  return actual === schema.type || (schema.type === 'number' && actual === 'integer');
}

function goKind(value: unknown): string {
  const actual = jsonType(value);
  if (actual === 'boolean') return 'bool';
  return actual === 'integer' ? 'number' : actual === 'number' ? `number ${String(value)}` : actual;
}

function goType(schema: Schema): string {
  switch (schema.type) {
    case 'integer':
      return schema.format === 'int32' ? 'int32' : 'int64';
    case 'boolean':
      return 'bool';
    case 'number':
      return 'float64';
    case 'array':
      return `[]${schema.items ? goType(schema.items) : 'string'}`;
    case 'object':
      return schema.struct !== undefined ? `v1.${schema.struct}` : 'map[string]string';
    case 'any':
      return 'intstr.IntOrString';
    case 'string':
      return 'string';
  }
}
