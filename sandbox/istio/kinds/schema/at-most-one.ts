import type { SchemaAlternative } from '../../../kube/index';

/** How Istio's CRDs express a protobuf oneof: none of these fields, or exactly one. */
export function atMostOne(...fields: readonly string[]): readonly SchemaAlternative[] {
  const each = fields.map((field) => ({ required: [field] }));
  return [{ not: { anyOf: each } }, ...each];
}
