import { memoByObject } from '../../lib/memo';
import { isRecord } from '../freeze';
import type { Schema } from '../schema';
import { fieldSchema, mapChanged } from './unknown-fields';

/**
 * Fills the schema's defaults into fields of objects that are there, and drops null from fields that may not be null.
 * Answers the same value when nothing changes.
 */
export function fillDefaults(value: unknown, schema: Schema): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? mapChanged(value, (item) => fillDefaults(item, items)) : value;
  }
  if (!isRecord(value)) return value;
  let result: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const known = fieldSchema(schema, name);
    if (!known) continue;
    const member = value[name];
    if (member === null && known.nullable !== true && known.type !== 'any') {
      result ??= { ...value };
      Reflect.deleteProperty(result, name);
      continue;
    }
    const filled = fillDefaults(member, known);
    if (filled !== member) (result ??= { ...value })[name] = filled;
  }
  for (const [name, known] of fieldsWithDefault(schema)) {
    if ((result ?? value)[name] !== undefined) continue;
    (result ??= { ...value })[name] = fillDefaults(known.default, known);
  }
  return result ?? value;
}

const fieldsWithDefault = memoByObject(({ properties = {} }: Schema) =>
  Object.entries(properties).filter(([, field]) => field.default !== undefined),
);
