import { isRecord } from '../freeze';
import type { Schema } from '../schema';
import { fieldPath, itemPath } from './paths';

/**
 * Paths of fields the schema does not know, sorted as the server lists them. A value of the wrong type hides
 * nothing: the fields inside it are unknown too.
 */
export function unknownFields(value: unknown, schema: Schema): readonly string[] {
  const found: string[] = [];
  collect(value, schema, '', found);
  return found.sort((a, b) => (a < b ? -1 : 1));
}

function collect(value: unknown, schema: Schema | undefined, path: string, found: string[]): void {
  if (schema && (schema.preserveUnknownFields === true || isOpen(schema))) return;
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      collect(item, schema?.items, itemPath(path, index), found);
    });
  } else if (isRecord(value)) {
    for (const [name, member] of Object.entries(value)) {
      const known = fieldSchema(schema, name);
      if (known) collect(member, known, fieldPath(path, name), found);
      else found.push(fieldPath(path, name));
    }
  }
}

/** The schema of a named field or map value; undefined when there may be no such field. */
export function fieldSchema(schema: Schema | undefined, name: string): Schema | undefined {
  if (!schema) return undefined;
  if (schema.properties && Object.hasOwn(schema.properties, name)) return schema.properties[name];
  return schema.additionalProperties;
}

/** The value without fields the schema does not know. */
export function pruneUnknown(value: unknown, schema: Schema | undefined): unknown {
  if (schema && (schema.preserveUnknownFields === true || isOpen(schema))) return value;
  if (Array.isArray(value)) return value.map((item) => pruneUnknown(item, schema?.items));
  if (!isRecord(value)) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const known = fieldSchema(schema, name);
    if (known) kept[name] = pruneUnknown(member, known);
  }
  return kept;
}

function isOpen(schema: Schema): boolean {
  return schema.type === 'any' && !schema.properties && !schema.items;
}
