import type { Range } from './position';

export type Severity = 'error' | 'warning' | 'info';

/** One finding about a manifest: YAML syntax, schema, webhook or analysis. Collected, never thrown. */
export interface Diagnostic {
  /** `YAML001`-like for syntax, `SCHEMA`-like for structure, `IST0101`-like for analysis, `UNSUPPORTED` for what is not simulated. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence in the words of the real tool. */
  readonly message: string;
  readonly file?: string;
  /** `VirtualService default/canary` when an object is known. */
  readonly object?: string;
  /** `spec.http[0].route[0]`. */
  readonly path?: string;
  /** Where in the file: the offending scalar when there is one. */
  readonly range?: Range;
}
