import { compilePattern } from '../pattern';
import type { Schema } from '../schema';
import type { AdmissionError } from './finding';

const INTEGER_FORMATS: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
};

/** Says that a value has the wrong JSON type. */
export function typeError(value: unknown, schema: Schema, path: string): AdmissionError | undefined {
  if (schema.type === 'any') return intOrString(value, schema, path);
  const actual = jsonType(value);
  if (fits(actual, value, schema.type)) return undefined;
  const formatted =
    schema.format !== undefined && actual !== 'string' && actual !== 'array' && actual !== 'null';
  const expected = formatted ? (schema.format ?? '') : schema.type;
  const shown = formatted ? goFormat(actual) : actual;
  return {
    stage: 'schema',
    path,
    message: `Invalid value: ${JSON.stringify(shown)}: ${path} in body must be of type ${expected}: ${JSON.stringify(shown)}`,
    blocking: true,
  };
}

/** Says that a number is not of the integer format its schema names. */
export function formatError(value: unknown, schema: Schema, path: string): AdmissionError | undefined {
  const bounds = schema.format === undefined ? undefined : INTEGER_FORMATS[schema.format];
  if (typeof value !== 'number' || !bounds) return undefined;
  const [low, high] = bounds;
  if (Number.isInteger(value) && value >= low && value <= high) return undefined;
  const format = schema.format ?? '';
  return {
    stage: 'schema',
    path,
    printedPath: '<nil>',
    message: `Invalid value: "": Checked value must be of type ${schema.type} with format ${format} in ${path}`,
  };
}

/** Checks a string, number or boolean of the right type. */
export function scalarErrors(value: unknown, schema: Schema, path: string): readonly AdmissionError[] {
  const errors: AdmissionError[] = [];
  const say = (message: string, blocking = false): void => {
    errors.push({ stage: 'schema', path, message, ...(blocking ? { blocking } : {}) });
  };
  const invalid = (text: string): void => {
    say(`Invalid value: ${JSON.stringify(value)}: ${path} in body ${text}`);
  };
  if (schema.enum && !schema.enum.includes(String(value))) {
    const supported = schema.enum.map((word) => JSON.stringify(word)).join(', ');
    say(`Unsupported value: ${JSON.stringify(value)}: supported values: ${supported}`, true);
  }
  if (typeof value === 'string') {
    const length = [...value].length;
    if (schema.maxLength !== undefined && length > schema.maxLength)
      say(`Too long: may not be more than ${String(schema.maxLength)} bytes`, true);
    if (schema.minLength !== undefined && length < schema.minLength)
      invalid(`should be at least ${String(schema.minLength)} chars long`);
    if (schema.pattern !== undefined && !compilePattern(schema.pattern).test(value))
      invalid(`should match '${schema.pattern}'`);
  }
  if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum)
      invalid(`should be greater than or equal to ${String(schema.minimum)}`);
    if (schema.maximum !== undefined && value > schema.maximum)
      invalid(`should be less than or equal to ${String(schema.maximum)}`);
  }
  return errors;
}

/** The JSON type of a value as the server names it. */
export function jsonType(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function fits(actual: string, value: unknown, wanted: Schema['type']): boolean {
  return actual === wanted || (wanted === 'number' && typeof value === 'number');
}

function goFormat(actual: string): string {
  return actual === 'integer' ? 'int64' : actual === 'number' ? 'float64' : '';
}

function intOrString(value: unknown, schema: Schema, path: string): AdmissionError | undefined {
  if (schema.format !== 'int-or-string') return undefined;
  const actual = jsonType(value);
  if (actual === 'integer' || actual === 'string') return undefined;
  const message = `Invalid value: ${JSON.stringify(actual)}: ${path} in body must be of type integer,string: ${JSON.stringify(actual)}`;
  return { stage: 'schema', path, message, blocking: true };
}
