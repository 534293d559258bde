import type { KindDeclaration } from './kind';
import { apiVersionOf } from './kind';
import type { Schema, SchemaAlternative } from './schema';

/** A JSON Schema (draft 7) as plain data, for editors. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of a kind's manifests: every served apiVersion, our descriptions for hover and completion,
 * no unknown fields except where the API server keeps them. CEL rules are not part of it.
 */
export function schemaToJsonSchema(kind: KindDeclaration): JsonSchema {
  const { properties, required = [] } = kind.schema;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', ...required],
    additionalProperties: false,
    properties: {
      apiVersion: { type: 'string', enum: kind.versions.map((version) => apiVersionOf(kind, version)) },
      kind: { type: 'string', enum: [kind.kind] },
      metadata: metadataSchema,
      ...mapValues(properties ?? {}, convert),
    },
  };
}

const labels = { type: 'object', additionalProperties: { type: 'string' } };

const metadataSchema: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', description: 'Unique among objects of this kind in the namespace.' },
    namespace: { type: 'string', description: 'Where the object lives; `default` when left out.' },
    labels: { ...labels, description: 'Names by which objects are selected.' },
    annotations: { ...labels, description: 'Notes for tools; nothing selects by them.' },
    generateName: { type: 'string', description: 'A prefix; the server makes the rest of the name.' },
  },
};

function convert(schema: Schema): JsonSchema {
  const json: Record<string, unknown> = {};
  if (schema.format === 'int-or-string') json.type = ['integer', 'string'];
  else if (schema.type !== 'any') json.type = schema.nullable === true ? [schema.type, 'null'] : schema.type;
  const description = [schema.description, schema.unsupported && `Not simulated: ${schema.unsupported}`];
  const text = description.filter((part) => part !== undefined && part !== '').join(' ');
  if (text !== '') json.description = text;
  for (const keyword of copied) if (schema[keyword] !== undefined) json[keyword] = schema[keyword];
  if (schema.properties) {
    json.properties = mapValues(schema.properties, convert);
    if (schema.preserveUnknownFields !== true) json.additionalProperties = false;
  }
  if (schema.additionalProperties) json.additionalProperties = convert(schema.additionalProperties);
  if (schema.items) json.items = convert(schema.items);
  return { ...json, ...alternatives(schema) };
}

const copied = [
  'required',
  'enum',
  'pattern',
  'default',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const satisfies readonly (keyof Schema)[];

function alternatives(schema: Schema | SchemaAlternative): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  if (schema.oneOf) json.oneOf = schema.oneOf.map(alternative);
  if (schema.anyOf) json.anyOf = schema.anyOf.map(alternative);
  if ('allOf' in schema && schema.allOf) json.allOf = schema.allOf.map(alternative);
  if (schema.not) json.not = alternative(schema.not);
  return json;
}

function alternative(branch: SchemaAlternative): JsonSchema {
  return {
    ...(branch.required && { required: branch.required }),
    ...(branch.properties && { properties: mapValues(branch.properties, convert) }),
    ...alternatives(branch),
  };
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  change: (value: In) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
