/**
 * What refuses an object, in the order the API server asks: reading it into its kind, unknown fields, metadata,
 * the schema, the schema's rules, the kind's own checks.
 */
export type AdmissionStage = 'decode' | 'strict' | 'metadata' | 'schema' | 'rule' | 'validate';

/** One thing wrong with an object. */
export interface AdmissionError {
  readonly stage: AdmissionStage;
  /** The field that is to blame, for squiggles: `spec.http[0].timeout`. */
  readonly path: string;
  /** The real tool's text without the path, such as `Required value` or `unknown field "spec.rout"`. */
  readonly message: string;
  /** The path the real tool prints when it differs: `<nil>`. */
  readonly printedPath?: string;
  /** The schema's rules cannot be asked any more. */
  readonly blocking?: boolean;
}

/** Printed after `Warning: `; the write succeeds. */
export interface AdmissionWarning {
  readonly path: string;
  readonly message: string;
}

/** The line kubectl prints for one error: `spec.host: Required value`. */
export function causeText(error: AdmissionError): string {
  const path = error.printedPath ?? error.path;
  return path === '' ? error.message : `${path}: ${error.message}`;
}
