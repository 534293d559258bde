/** A structural schema as Kubernetes means it (OpenAPI v3 without the liberties). */
export interface Schema {
  readonly type: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'any';
  /** Our own words, English; shown by `kubectl explain` and on hover. */
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  /** Values of a map. */
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  /** `int-or-string`, `date-time`, `int32`, `duration` ... */
  readonly format?: string;
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** Items of this list are told apart by these fields (`x-kubernetes-list-type: map`): duplicates are refused. */
  readonly listMapKeys?: readonly string[];
  readonly oneOf?: readonly SchemaAlternative[];
  readonly anyOf?: readonly SchemaAlternative[];
  readonly allOf?: readonly SchemaAlternative[];
  readonly not?: SchemaAlternative;
  /** CEL rules of the CRD. */
  readonly rules?: readonly CelRule[];
  /** The Go struct a core object is decoded into; decoding errors name it (`ServicePort`). */
  readonly struct?: string;
  /** List of maps merged by this key in a strategic merge patch (`name`, `containerPort`). */
  readonly mergeKey?: string;
  /** Unknown fields below are kept without a warning. */
  readonly preserveUnknownFields?: boolean;
  /** Accepted and stored, but the sandbox does not simulate it: an UNSUPPORTED warning names the field. */
  readonly unsupported?: string;
}

/** One branch of oneOf/anyOf: which fields it demands. */
export interface SchemaAlternative {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly not?: SchemaAlternative;
  readonly anyOf?: readonly SchemaAlternative[];
  readonly oneOf?: readonly SchemaAlternative[];
}

export interface CelRule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
}
