import type { IpFamily } from '../lib/ip-address';
import type { KubeObject } from './object';
import type { Schema } from './schema';

/**
 * A resource kind, declared once. get, describe, explain, apply's validation, completion, hover text and
 * printer columns all derive from it; no command switches on the kind.
 */
export interface KindDeclaration {
  /** `''` for the core group. */
  readonly group: string;
  /** Served versions; the first is the preferred (and printed) one. */
  readonly versions: readonly string[];
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories?: readonly string[];
  readonly namespaced: boolean;
  /** True for custom resources: their errors are worded by apiextensions. */
  readonly custom?: boolean;
  /** Structural schema of the whole object below `metadata`: properties `spec`, `status`, `data` ... */
  readonly schema: Schema;
  /**
   * Columns of `kubectl get` between NAME and AGE; wide ones of core kinds follow AGE.
   * A kind that has its AGE elsewhere lists {@link ageColumn} itself.
   */
  readonly columns: readonly Column[];
  /** What names look like; default `subdomain`. */
  readonly nameFormat?: 'subdomain' | 'label' | 'service-label' | 'path-segment';
  /** True when `metadata.generation` counts changes of what the learner declared; default: kinds with a `spec`. */
  readonly generation?: boolean;
  /** The webhook that speaks {@link validate}'s errors, such as `validation.istio.io`; core kinds have none. */
  readonly webhook?: string;
  /** False: the table has no NAME. */
  readonly named?: false;
  /** False: the table has no AGE. */
  readonly age?: boolean;
  /** Labels of the definition that announces a custom kind. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the definition that announces a custom kind. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Printed as a warning by every call that names the kind. */
  readonly deprecation?: string;
  /** Words of their own for `kubectl explain`, one paragraph. */
  readonly description?: string;
  /** Fills defaults that the schema cannot express; pure. */
  readonly default?: (object: KubeObject) => KubeObject;
  /** Semantic checks of the API server or of an admission webhook; runs after the schema. */
  readonly validate?: (object: KubeObject, context: ValidationContext) => ValidationResult;
  /** Body of `kubectl describe` below the metadata; the generic one prints the spec. */
  readonly describe?: (object: KubeObject, context: DescribeContext) => string;
}

/** What a description may look up besides the object itself. */
export interface DescribeContext extends ColumnContext {
  /** Objects of a kind in a namespace, or everywhere. */
  list(kind: string, namespace?: string): readonly KubeObject[];
}

export interface Column {
  readonly name: string;
  /** 0 = always, 1 = only with `-o wide`. */
  readonly priority?: number;
  readonly value: (object: KubeObject, context: ColumnContext) => string;
}

/** Stands where AGE is to be printed; its value comes from the creation time. */
export const ageColumn: Column = { name: 'AGE', value: () => '' };

export interface ColumnContext {
  /** Virtual time as epoch milliseconds, for ages. */
  readonly nowMs: number;
}

export interface ValidationContext {
  /** The object before the change; undefined on create. */
  readonly old?: KubeObject;
  /** The families of addresses that the cluster has; default IPv4 alone. */
  readonly ipFamilies?: readonly IpFamily[];
}

export interface ValidationResult {
  /** Each error names a field path and says what is wrong in the real tool's words. */
  readonly errors: readonly FieldError[];
  /** Printed as `Warning: …`; the write succeeds. */
  readonly warnings: readonly FieldError[];
  /** The webhook's whole text, when it is more than its errors one after the other. */
  readonly text?: string;
}

export interface FieldError {
  /** `spec.http[0].route[0].weight`; empty when the real tool names none. */
  readonly path: string;
  readonly message: string;
}

/** An identity function that gives the declaration its type. */
export function defineKind(declaration: KindDeclaration): KindDeclaration {
  return Object.freeze(declaration);
}

/** `networking.istio.io/v1` or `v1`. */
export function apiVersionOf(kind: KindDeclaration, version = kind.versions[0] ?? ''): string {
  return kind.group === '' ? version : `${kind.group}/${version}`;
}
