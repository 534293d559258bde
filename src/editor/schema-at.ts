import type { EditorKind } from '../../sandbox/index';
import type { YamlContext } from './yaml-context';

export type FieldSchema = EditorKind['schema'];

const text = (description: string): FieldSchema => ({ type: 'string', description });
const labels: FieldSchema = { type: 'object', additionalProperties: { type: 'string' } };

/** Fields that every object has. */
const METADATA: FieldSchema = {
  type: 'object',
  properties: {
    name: text('Name of the object; unique per kind and namespace.'),
    namespace: text('Namespace of the object; default: the current one.'),
    labels: { ...labels, description: 'Labels: what selectors look for.' },
    annotations: { ...labels, description: 'Annotations: notes for tools.' },
  },
};

/** The schema of a whole document: that of its kind, or the bare frame every object has. */
export function rootSchema(kinds: readonly EditorKind[], context: YamlContext): FieldSchema {
  const candidates = kinds.filter(
    (kind) => context.apiVersion === undefined || kind.apiVersions.includes(context.apiVersion),
  );
  const kind = candidates.find((candidate) => candidate.kind === context.kind);
  const versions = kinds.filter((candidate) => context.kind === undefined || candidate.kind === context.kind);
  return {
    type: 'object',
    properties: {
      apiVersion: {
        type: 'string',
        description: 'API group and version of the object.',
        enum: [...new Set(versions.flatMap((candidate) => candidate.apiVersions))],
      },
      kind: {
        type: 'string',
        description: 'Kind of the object.',
        enum: [...new Set(candidates.map((candidate) => candidate.kind))],
      },
      metadata: METADATA,
      ...kind?.schema.properties,
    },
  };
}

/** The schema of the map at a path; undefined where the schema says nothing. */
export function schemaAt(root: FieldSchema, path: readonly string[]): FieldSchema | undefined {
  let schema: FieldSchema | undefined = root;
  for (const step of path) {
    schema = step === '[]' ? schema.items : (schema.properties?.[step] ?? schema.additionalProperties);
    if (schema === undefined) return undefined;
  }
  return schema;
}
