import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { istioKinds } from '../../sandbox/istio/kinds/index';
import { isRecord, type KindDeclaration } from '../../sandbox/kube/index';

type Fields = Readonly<Record<string, unknown>>;

/** A CustomResourceDefinition, the part that is compared. */
interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: {
      readonly kind: string;
      readonly plural: string;
      readonly singular: string;
      readonly shortNames?: readonly string[];
    };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly storage: boolean;
      readonly additionalPrinterColumns?: readonly { readonly name: string }[];
      readonly schema: { readonly openAPIV3Schema: { readonly properties: Fields } };
    }[];
  };
}

const file = resolve('../shared/corpus/istio/crds/crd-all.gen.yaml');
const definitions = (
  existsSync(file) ? (loadAll(readFileSync(file, 'utf8')) as (Definition | null)[]) : []
).flatMap((document) => (document ? [document.spec] : []));

const DEMANDS = [
  'required',
  'enum',
  'pattern',
  'format',
  'default',
  'nullable',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'oneOf',
  'anyOf',
  'allOf',
  'not',
] as const;

/** What a schema, ours or a published one, asks of values: no words for people, and nothing of what is simulated. */
function asked(schema: unknown): unknown {
  if (!isRecord(schema)) return undefined;
  const { type = 'any', properties, items, additionalProperties } = schema;
  const rules = schema['rules'] ?? schema['x-kubernetes-validations'] ?? [];
  return {
    type,
    ...Object.fromEntries(DEMANDS.map((name) => [name, sortedTexts(schema[name])])),
    listMapKeys: schema['listMapKeys'] ?? schema['x-kubernetes-list-map-keys'],
    rules: (rules as readonly { readonly rule: string }[]).map(({ rule }) => rule).sort(),
    properties: isRecord(properties)
      ? Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, asked(member)]))
      : undefined,
    items: asked(items),
    additionalProperties: asked(additionalProperties),
  };
}

/** The order of required fields and of values to choose from means nothing. */
function sortedTexts(value: unknown): unknown {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? [...value].sort() : value;
}

function identity({ plural, singular, shortNames, versions, columns }: KindDeclaration): Fields {
  return {
    plural,
    singular,
    shortNames,
    versions: [...versions].sort(),
    columns: columns.map(({ name }) => name),
  };
}

/** AGE stands last by itself. */
function columnsOf(columns: readonly { readonly name: string }[] = []): readonly string[] {
  const names = columns.map(({ name }) => name.toUpperCase());
  return names.at(-1) === 'AGE' ? names.slice(0, -1) : names;
}

describe.skipIf(definitions.length === 0)('custom resources are declared as Istio publishes them', () => {
  test('each of them, and no other', () => {
    expect(istioKinds.map(({ kind, group }) => `${kind}.${group}`).sort()).toEqual(
      definitions.map(({ names, group }) => `${names.kind}.${group}`).sort(),
    );
  });

  test.each(definitions.map((definition) => [definition.names.kind, definition] as const))(
    '%s: its names, versions and columns, every field and every demand on it',
    (kind, { group, names: { plural, singular, shortNames = [] }, versions }) => {
      const declared = istioKinds.find((one) => one.kind === kind && one.group === group);
      expect(declared && identity(declared)).toEqual({
        plural,
        singular,
        shortNames,
        versions: versions.flatMap(({ name, served }) => (served ? name : [])).sort(),
        columns: columnsOf(versions.find(({ storage }) => storage)?.additionalPrinterColumns),
      });
      for (const { name, schema } of versions)
        expect([name, asked(declared?.schema.properties?.['spec'])]).toEqual([
          name,
          asked(schema.openAPIV3Schema.properties['spec']),
        ]);
    },
  );
});
