import { isRecord } from '../freeze';
import type { Schema } from '../schema';
import type { CelEvaluator } from './cel';
import type { AdmissionError } from './finding';
import { fieldPath, itemPath, keyPath } from './paths';
import { fieldSchema } from './unknown-fields';

/** Asks every rule below a schema, outermost first. */
export function ruleErrors(
  value: unknown,
  old: unknown,
  schema: Schema,
  cel: CelEvaluator,
): readonly AdmissionError[] {
  const errors: AdmissionError[] = [];
  walk(value, old, schema, '', cel, errors);
  return errors;
}

function walk(
  value: unknown,
  old: unknown,
  schema: Schema,
  path: string,
  cel: CelEvaluator,
  errors: AdmissionError[],
): void {
  for (const rule of schema.rules ?? []) {
    const verdict = cel.evaluate(rule, value, old, schema);
    if (verdict.valid) continue;
    const shown = shownValue(value, verdict.unevaluated === true ? schema.type : undefined);
    errors.push({ stage: 'rule', path, message: `Invalid value: ${shown}${verdict.message}` });
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    if (!items) return;
    const before = Array.isArray(old) ? (old as readonly unknown[]) : [];
    value.forEach((item, index) => {
      walk(item, before[index], items, itemPath(path, index), cel, errors);
    });
  } else if (isRecord(value)) {
    for (const [name, member] of Object.entries(value)) {
      const known = fieldSchema(schema, name);
      const before = isRecord(old) ? old[name] : undefined;
      if (known)
        walk(
          member,
          before,
          known,
          isField(schema, name) ? fieldPath(path, name) : keyPath(path, name),
          cel,
          errors,
        );
    }
  }
}

/** Objects and lists are not repeated in a message; of a rule that could not be evaluated only the type is. */
function shownValue(value: unknown, type: string | undefined): string {
  if (type !== undefined) return `${JSON.stringify(type)}: `;
  return typeof value === 'object' ? '' : `${JSON.stringify(value)}: `;
}

function isField(schema: Schema, name: string): boolean {
  return schema.properties !== undefined && Object.hasOwn(schema.properties, name);
}
