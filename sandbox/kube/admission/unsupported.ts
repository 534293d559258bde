import { memoByObject } from '../../lib/memo';
import { isRecord } from '../freeze';
import type { Schema } from '../schema';
import type { AdmissionWarning } from './finding';
import { fieldPath, itemPath } from './paths';
import { fieldSchema } from './unknown-fields';

/** Fields that are stored but not simulated, with the reason the schema gives. */
export function unsupportedFields(value: unknown, schema: Schema): readonly AdmissionWarning[] {
  const found: AdmissionWarning[] = [];
  if (hasUnsupported(schema)) collect(value, schema, '', found);
  return found;
}

/** Few kinds have any such field: the others need not be walked through. */
const hasUnsupported = memoByObject((schema: Schema) => mentionsUnsupported(schema, new Set()));

function mentionsUnsupported(schema: Schema, seen: Set<Schema>): boolean {
  if (seen.has(schema)) return false;
  seen.add(schema);
  const { properties = {}, items, additionalProperties } = schema;
  const below = [...Object.values(properties), items, additionalProperties];
  return schema.unsupported !== undefined || below.some((inner) => inner && mentionsUnsupported(inner, seen));
}

function collect(value: unknown, schema: Schema, path: string, found: AdmissionWarning[]): void {
  if (schema.unsupported !== undefined) {
    found.push({ path, message: schema.unsupported });
    return;
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items)
      value.forEach((item, index) => {
        collect(item, items, itemPath(path, index), found);
      });
  } else if (isRecord(value)) {
    for (const [name, member] of Object.entries(value)) {
      const known = fieldSchema(schema, name);
      if (known) collect(member, known, fieldPath(path, name), found);
    }
  }
}
