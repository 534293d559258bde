import { compareText } from '../../lib/compare-text';
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
  return found.sort(compareText);
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

/** The value without fields the schema does not know; the value itself when it knows them all. */
export function pruneUnknown(value: unknown, schema: Schema | undefined): unknown {
  if (schema && (schema.preserveUnknownFields === true || isOpen(schema))) return value;
  if (Array.isArray(value)) return mapChanged(value, (item) => pruneUnknown(item, schema?.items));
  if (!isRecord(value)) return value;
  let kept: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const known = fieldSchema(schema, name);
    const member = known && pruneUnknown(value[name], known);
    if (known && member === value[name]) continue;
    kept ??= { ...value };
    if (known) kept[name] = member;
    else Reflect.deleteProperty(kept, name);
  }
  return kept ?? value;
}

/** The list with every item mapped; the list itself when none changes. */
export function mapChanged(items: readonly unknown[], map: (item: unknown) => unknown): readonly unknown[] {
  const mapped = items.map(map);
  return mapped.some((item, index) => item !== items[index]) ? mapped : items;
}

function isOpen(schema: Schema): boolean {
  return schema.type === 'any' && !schema.properties && !schema.items;
}
