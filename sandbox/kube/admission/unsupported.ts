import { isRecord } from '../freeze';
import type { Schema } from '../schema';
import type { AdmissionWarning } from './finding';
import { fieldPath, itemPath } from './paths';
import { fieldSchema } from './unknown-fields';

/** Fields that are stored but not simulated, with the reason the schema gives. */
export function unsupportedFields(value: unknown, schema: Schema): readonly AdmissionWarning[] {
  const found: AdmissionWarning[] = [];
  collect(value, schema, '', found);
  return found;
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
