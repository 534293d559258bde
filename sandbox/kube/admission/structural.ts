import { isRecord } from '../freeze';
import type { Schema } from '../schema';
import { alternativeErrors } from './alternatives';
import type { AdmissionError } from './finding';
import { fieldPath, itemPath } from './paths';
import { formatError, scalarErrors, typeError } from './scalars';
import { fieldSchema } from './unknown-fields';

/**
 * Checks a value against a structural schema, worded as the custom resource server words it.
 * Fields the schema does not know are somebody else's business.
 */
export function schemaErrors(value: unknown, schema: Schema, path: string): readonly AdmissionError[] {
  const errors: AdmissionError[] = [];
  check(value, schema, path, errors);
  return errors;
}

function check(value: unknown, schema: Schema, path: string, errors: AdmissionError[]): void {
  if (value === null && schema.nullable === true) return;
  const wrongType = typeError(value, schema, path);
  const wrongFormat = formatError(value, schema, path);
  if (wrongType) {
    errors.push(wrongType);
    if (wrongFormat) errors.push(wrongFormat);
    return;
  }
  if (Array.isArray(value)) checkItems(value, schema, path, errors);
  else if (isRecord(value)) checkFields(value, schema, path, errors);
  else errors.push(...scalarErrors(value, schema, path));
  if (wrongFormat) errors.push(wrongFormat);
  errors.push(...alternativeErrors(value, schema, path, satisfies));
}

const satisfies = (value: unknown, schema: Schema): boolean => schemaErrors(value, schema, '').length === 0;

function checkItems(items: readonly unknown[], schema: Schema, path: string, errors: AdmissionError[]): void {
  if (schema.minItems !== undefined && items.length < schema.minItems)
    errors.push(
      sizeError(path, items.length, `${path} in body should have at least ${String(schema.minItems)} items`),
    );
  if (schema.maxItems !== undefined && items.length > schema.maxItems)
    errors.push(tooMany(path, items.length, schema.maxItems));
  checkUnique(items, schema.listMapKeys ?? [], path, errors);
  const { items: itemSchema } = schema;
  if (!itemSchema) return;
  items.forEach((item, index) => {
    check(item, itemSchema, itemPath(path, index), errors);
  });
}

/** Items of a list that is a map are told apart by some of their fields. */
function checkUnique(
  items: readonly unknown[],
  keys: readonly string[],
  path: string,
  errors: AdmissionError[],
): void {
  if (keys.length === 0) return;
  const seen = new Set<string>();
  items.forEach((item, index) => {
    if (!isRecord(item)) return;
    const identity = JSON.stringify(Object.fromEntries(keys.map((key) => [key, item[key]])));
    if (seen.has(identity)) {
      errors.push({ stage: 'schema', path: itemPath(path, index), message: `Duplicate value: ${identity}` });
    }
    seen.add(identity);
  });
}

function checkFields(
  object: Readonly<Record<string, unknown>>,
  schema: Schema,
  path: string,
  errors: AdmissionError[],
): void {
  const count = Object.keys(object).length;
  if (schema.minProperties !== undefined && count < schema.minProperties)
    errors.push(
      sizeError(
        path,
        count,
        `${path} in body should have at least ${String(schema.minProperties)} properties`,
      ),
    );
  if (schema.maxProperties !== undefined && count > schema.maxProperties)
    errors.push(tooMany(path, count, schema.maxProperties));
  for (const name of schema.required ?? []) {
    if (object[name] === undefined)
      errors.push({
        stage: 'schema',
        path: fieldPath(path, name),
        message: 'Required value',
        blocking: true,
      });
  }
  for (const [name, member] of Object.entries(object)) {
    const known = fieldSchema(schema, name);
    if (known && member !== undefined) check(member, known, fieldPath(path, name), errors);
  }
}

function tooMany(path: string, actual: number, most: number): AdmissionError {
  const message = `Too many: ${String(actual)}: must have at most ${String(most)} item${most === 1 ? '' : 's'}`;
  return { stage: 'schema', path, message, blocking: true };
}

function sizeError(path: string, actual: number, text: string): AdmissionError {
  return { stage: 'schema', path, message: `Invalid value: ${String(actual)}: ${text}` };
}
