import { isRecord } from '../freeze';
import type { Schema, SchemaAlternative } from '../schema';
import type { AdmissionError } from './finding';

/** Says whether a value satisfies a schema. */
export type Satisfies = (value: unknown, schema: Schema) => boolean;

/** Checks oneOf, anyOf and not. */
export function alternativeErrors(
  value: unknown,
  schema: Schema,
  path: string,
  satisfies: Satisfies,
): readonly AdmissionError[] {
  const errors: AdmissionError[] = [];
  const say = (message: string): void => {
    errors.push({ stage: 'schema', path, printedPath: '<nil>', message: `Invalid value: "": ${message}` });
  };
  if (schema.oneOf) {
    const valid = schema.oneOf.filter((alternative) => matches(value, alternative, satisfies)).length;
    const found = valid === 0 ? 'Found none valid' : `Found ${String(valid)} valid alternatives`;
    if (valid !== 1) say(`"${path}" must validate one and only one schema (oneOf). ${found}`);
  }
  if (schema.anyOf && !schema.anyOf.some((alternative) => matches(value, alternative, satisfies)))
    say(`"${path}" must validate at least one schema (anyOf)`);
  if (schema.not && matches(value, schema.not, satisfies))
    say(`"${path}" must not validate the schema (not)`);
  return errors;
}

function matches(value: unknown, alternative: SchemaAlternative, satisfies: Satisfies): boolean {
  const object = isRecord(value) ? value : {};
  if (alternative.required?.some((name) => object[name] === undefined) === true) return false;
  for (const [name, schema] of Object.entries(alternative.properties ?? {}))
    if (object[name] !== undefined && !satisfies(object[name], schema)) return false;
  if (alternative.not && matches(value, alternative.not, satisfies)) return false;
  if (alternative.anyOf && !alternative.anyOf.some((branch) => matches(value, branch, satisfies)))
    return false;
  if (
    alternative.oneOf &&
    alternative.oneOf.filter((branch) => matches(value, branch, satisfies)).length !== 1
  )
    return false;
  return true;
}
