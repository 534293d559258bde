import { declaredKinds, type DeclaredKind } from '../../sandbox/index';
import { fieldWords } from '../editor/field-words';
import type { FieldSchema } from '../editor/schema-at';
import { contentOf, typeOf } from '../editor/suggest';
import { insideOf, pathOf, type FieldData, type KindData } from './kind-data';

/** Every kind of Istio and Gateway API, its fields as they are declared. @param locale of the texts, where there is one */
export function explainKinds(locale: string): readonly KindData[] {
  const kinds = declaredKinds();
  const taken = kinds.flatMap(namesOf);
  return kinds.map((declared) => ({
    ...explainKind(declared, locale),
    // kinds of one name are told apart by their groups
    names: namesOf(declared).map((name) =>
      taken.indexOf(name) === taken.lastIndexOf(name) ? name : `${name}.${declared.group}`,
    ),
  }));
}

function namesOf({ kind, plural, shortNames }: DeclaredKind): readonly string[] {
  return [...new Set([plural, kind.toLowerCase(), ...shortNames])];
}

function explainKind(declared: DeclaredKind, locale: string): Omit<KindData, 'names'> {
  const { kind, group, versions, namespaced, columns, schema } = declared;
  const { status: _, ...written } = schema.properties ?? {};
  const text = (written['spec'] ?? schema).description ?? '';
  const fields = new Fields(kind, locale, { ...schema, properties: written }).all;
  return {
    address: `${group.split('.')[0] ?? ''}/${kind.toLowerCase()}`,
    kind,
    group,
    versions,
    namespaced,
    columns: ['NAME', ...columns, ...(columns.includes('AGE') ? [] : ['AGE'])],
    text,
    // what the kind is for need not be said again of its spec
    fields: fields.map((field) => (field.text === text ? { ...field, text: undefined } : field)),
  };
}

/** The fields of one kind; a group of fields that comes again is told where it stands highest. */
class Fields {
  /** Where each group is told. */
  readonly #places: ReadonlyMap<Group, string>;

  constructor(
    private readonly kind: string,
    private readonly locale: string,
    private readonly root: FieldSchema,
  ) {
    this.#places = placesOfGroups(root);
  }

  get all(): readonly FieldData[] {
    return this.#below(this.root, '');
  }

  #below({ properties = {}, required = [] }: FieldSchema, parent: string): readonly FieldData[] {
    return Object.entries(properties).map(([name, schema]) => ({
      ...this.#field(name, schema, pathOf(parent, name)),
      ...(required.includes(name) && { required: true as const }),
    }));
  }

  #field(name: string, schema: FieldSchema, path: string): FieldData {
    const { enum: words, unsupported, description } = schema;
    const own = fieldWords(this.locale, this.kind, path);
    const text = own ?? description;
    return {
      name,
      type: typeOf(schema),
      ...(text !== undefined && { text }),
      ...(own !== undefined && { translated: true as const }),
      ...(words && { words }),
      ...(unsupported !== undefined && { unsupported }),
      ...this.#inside(innermost(schema, path)),
    };
  }

  #inside({ schema, path }: Place): Pick<FieldData, 'fields' | 'sameAs'> {
    if (schema.properties === undefined) return {};
    const sameAs = this.#places.get(schema.properties);
    return sameAs === undefined || sameAs === path ? { fields: this.#below(schema, path) } : { sameAs };
  }
}

type Group = NonNullable<FieldSchema['properties']>;

interface Place {
  readonly schema: FieldSchema;
  readonly path: string;
}

/** What stands in a field: the items of its lists, the values of its maps. */
function innermost(schema: FieldSchema, path: string): Place {
  let inside = schema;
  for (let next: FieldSchema | undefined = schema; next; next = contentOf(next)) inside = next;
  return { schema: inside, path: insideOf(path, typeOf(schema)) };
}

/** Level by level: the highest place of a group comes first. */
function placesOfGroups(root: FieldSchema): ReadonlyMap<Group, string> {
  const places = new Map<Group, string>();
  for (let level: readonly Place[] = [{ schema: root, path: '' }]; level.length > 0;) {
    level = level.flatMap(({ schema: { properties }, path }) => {
      if (properties === undefined || places.has(properties)) return [];
      places.set(properties, path);
      return Object.entries(properties).map(([name, field]) => innermost(field, pathOf(path, name)));
    });
  }
  return places;
}
