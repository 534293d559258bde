import type { EditorKind } from '../../sandbox/index';
import { fieldWords } from './field-words';
import { rootSchema, schemaAt, type FieldSchema } from './schema-at';
import type { YamlContext } from './yaml-context';

/** One line of the completion list. */
export interface Suggestion {
  readonly label: string;
  /** Text to insert; later lines are indented relative to the key's column. */
  readonly insert: string;
  /** `string`, `object`, `integer`. */
  readonly detail: string;
  readonly documentation?: string;
  readonly what: 'field' | 'value';
}

/** What fits where the cursor stands, from the kinds' own schemas. */
export function suggest(kinds: readonly EditorKind[], context: YamlContext): readonly Suggestion[] {
  const root = rootSchema(kinds, context);
  const here = schemaAt(root, context.path);
  if (here === undefined) return [];
  if (context.typing === 'value') {
    const field = context.key === undefined ? undefined : schemaAt(here, [context.key]);
    return field === undefined ? [] : valuesOf(field);
  }
  if (here.properties === undefined) return context.key === undefined ? valuesOf(here) : [];
  const required = new Set(here.required);
  return Object.entries(here.properties)
    .filter(([name]) => !context.siblings.includes(name))
    .sort(([a], [b]) => Number(required.has(b)) - Number(required.has(a)))
    .map(([name, field]) => ({
      label: name,
      insert: `${name}:${startOf(field)}`,
      detail: typeOf(field),
      what: 'field',
      ...documented(field),
    }));
}

/** Type and description of the field at the cursor, for hover. @param locale of the description, where there is one */
export function describeField(
  kinds: readonly EditorKind[],
  context: YamlContext,
  locale = 'en',
): { readonly path: string; readonly type: string; readonly text: string } | undefined {
  if (context.key === undefined) return undefined;
  const steps = [...context.path, context.key];
  const field = schemaAt(rootSchema(kinds, context), steps);
  if (field === undefined) return undefined;
  const allowed = field.enum === undefined ? '' : ` (${field.enum.join(' | ')})`;
  const path = steps.join('.').replaceAll('.[]', '[]');
  const description = fieldWords(locale, context.kind, path) ?? field.description;
  const notes = [description, field.unsupported].filter((note) => note !== undefined);
  return {
    path,
    type: typeOf(field) + allowed,
    text: notes.join('\n\n'),
  };
}

function valuesOf(field: FieldSchema): Suggestion[] {
  const values = field.type === 'boolean' ? ['true', 'false'] : (field.enum ?? []);
  return values.map((value) => ({
    label: value,
    insert: value,
    detail: typeOf(field),
    what: 'value',
    ...documented(field),
  }));
}

function startOf(field: FieldSchema): string {
  if (field.type === 'object') return '\n  ';
  if (field.type === 'array') return '\n  - ';
  return ' ';
}

/** `[]object`, `map[string]string`: lists and maps as kubectl writes them. */
export function typeOf(field: FieldSchema): string {
  const content = contentOf(field);
  if (field.type === 'array') return `[]${content === undefined ? 'any' : typeOf(content)}`;
  return content === undefined ? field.type : `map[string]${typeOf(content)}`;
}

/** What the items of a list or the values of a map are. */
export function contentOf({ items, additionalProperties, properties }: FieldSchema): FieldSchema | undefined {
  return items ?? (properties === undefined ? additionalProperties : undefined);
}

function documented(field: FieldSchema): { documentation?: string } {
  return field.description === undefined ? {} : { documentation: field.description };
}
