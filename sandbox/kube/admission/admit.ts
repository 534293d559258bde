import { isRecord } from '../freeze';
import type { IpFamily } from '../../lib/ip-address';
import type { FieldError, KindDeclaration } from '../kind';
import type { KubeObject } from '../object';
import type { CelEvaluator } from './cel';
import { celEvaluator } from './cel-evaluator';
import { decodeError } from './decode';
import { fillDefaults } from './defaulting';
import type { AdmissionError, AdmissionWarning } from './finding';
import { metadataErrors } from './metadata';
import { objectSchema } from './object-schema';
import { ruleErrors } from './rules';
import { schemaErrors } from './structural';
import { pruneUnknown, unknownFields } from './unknown-fields';
import { unsupportedFields } from './unsupported';

/** Names what has no effect in an object of any kind. */
export type NotSimulated = (object: KubeObject) => readonly AdmissionWarning[];

export interface AdmitOptions {
  /** The object before the change; undefined on create. */
  readonly old?: KubeObject;
  /** What unknown fields are: errors, warnings or nothing. Default `Strict`. They are dropped in any case. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  /** The families of addresses that the cluster has; default IPv4 alone. */
  readonly ipFamilies?: readonly IpFamily[];
  /** What is stored of an object and not simulated, besides what its schema declares. */
  readonly notSimulated?: NotSimulated;
  /** Evaluates the schema's rules; the CEL evaluator by default. */
  readonly cel?: CelEvaluator;
}

export interface Admission {
  /** The object with defaults and without unknown fields; meaningful when there are no errors. */
  readonly object: KubeObject;
  /** In the order the server finds them; it stops after the first stage that has any. */
  readonly errors: readonly AdmissionError[];
  readonly warnings: readonly AdmissionWarning[];
  /** Fields that are stored but not simulated. */
  readonly unsupported: readonly AdmissionWarning[];
  /** The webhook's whole text when the errors come from one. */
  readonly denial?: string;
}

/**
 * Judges one object as the API server would: reads it into its kind, finds unknown fields, fills defaults, validates
 * metadata, schema and rules, then asks the kind. Pure; the editor uses it for squiggles, the server for writes.
 */
export function admit(value: unknown, kind: KindDeclaration, options: AdmitOptions = {}): Admission {
  const schema = objectSchema(kind);
  const warnings: AdmissionWarning[] = [];
  const refuse = (errors: readonly AdmissionError[], denial?: string): Admission => ({
    object: value as KubeObject,
    errors,
    warnings,
    unsupported: [],
    ...(denial === undefined ? {} : { denial }),
  });

  const undecodable = kind.custom === true ? undefined : decodeError(value, schema);
  if (undecodable) return refuse([undecodable]);

  const mode = options.fieldValidation ?? 'Strict';
  const pruned = pruneUnknown(value, schema);
  const unknown = mode === 'Ignore' || pruned === value ? [] : unknownFields(value, schema);
  if (unknown.length > 0) {
    const findings = unknown.map((path) => ({ path, message: `unknown field "${path}"` }));
    if (mode === 'Strict')
      return refuse(findings.map((finding) => ({ stage: 'strict' as const, ...finding })));
    warnings.push(...findings);
  }

  const filled = fillDefaults(pruned, schema) as KubeObject;
  const object = kind.default && hasReadableSpec(filled, kind) ? kind.default(filled) : filled;

  const invalid = [...metadataErrors(object.metadata, kind), ...structureErrors(object, kind)];
  const blocked = invalid.some((error) => error.blocking);
  if (!blocked && kind.custom === true)
    invalid.push(...ruleErrors(object, options.old, kind.schema, options.cel ?? celEvaluator));
  if (invalid.length > 0)
    return refuse(blocked && kind.custom === true ? [...invalid, RULES_NOT_CHECKED] : invalid);

  const verdict = kind.validate?.(object, {
    ...(options.old ? { old: options.old } : {}),
    ...(options.ipFamilies ? { ipFamilies: options.ipFamilies } : {}),
  });
  warnings.push(...(verdict?.warnings ?? []));
  if (verdict && verdict.errors.length > 0)
    return refuse(
      verdict.errors.map((error) => ({ stage: 'validate' as const, ...error })),
      verdict.text ?? `configuration is invalid: ${joinErrors(verdict.errors)}`,
    );
  const unsupported = [...unsupportedFields(object, kind.schema), ...(options.notSimulated?.(object) ?? [])];
  return { object, errors: [], warnings, unsupported };
}

const RULES_NOT_CHECKED: AdmissionError = {
  stage: 'schema',
  path: '',
  printedPath: '<nil>',
  message:
    'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
};

function structureErrors(object: KubeObject, kind: KindDeclaration): readonly AdmissionError[] {
  const errors: AdmissionError[] = [];
  const { properties = {}, required = [] } = kind.schema;
  for (const name of required)
    if (object[name] === undefined)
      errors.push({ stage: 'schema', path: name, message: 'Required value', blocking: true });
  for (const [name, schema] of Object.entries(properties))
    if (object[name] !== undefined && name !== 'status')
      errors.push(...schemaErrors(object[name], schema, name));
  return errors;
}

/** Defaults may rely on the spec being what its schema says only for core kinds, which decode first. */
function hasReadableSpec(object: KubeObject, kind: KindDeclaration): boolean {
  return kind.custom !== true || object.spec === undefined || isRecord(object.spec);
}

function joinErrors(errors: readonly FieldError[]): string {
  return errors.map((error) => error.message).join(', ');
}
