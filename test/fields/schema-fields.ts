import type { KindDeclaration, Schema } from '../../sandbox/kube/index';

/** A field that a kind declares, items and values of maps folded into one: `spec.http[].match[].headers.*.exact`. */
export interface DeclaredField {
  readonly path: string;
  readonly schema: Schema;
}

/** Every field of a kind beside its status, as far as it is simulated. */
export function declaredFields({ schema }: KindDeclaration): readonly DeclaredField[] {
  const { status: _status, ...properties } = schema.properties ?? {};
  return fieldsBelow({ ...schema, properties });
}

/** Every field of a value as far as it is simulated; what is below a field that is not, is not either. */
export function fieldsBelow(schema: Schema): readonly DeclaredField[] {
  const fields: DeclaredField[] = [];
  const visit = (path: string, own: Schema): void => {
    if (own.unsupported !== undefined) return;
    fields.push({ path, schema: own });
    below(path, own);
  };
  const below = (path: string, { properties, items, additionalProperties }: Schema): void => {
    for (const [name, inner] of Object.entries(properties ?? {})) visit(`${path}.${name}`, inner);
    if (items) enter(`${path}[]`, items);
    if (additionalProperties) enter(`${path}.*`, additionalProperties);
  };
  /** Items and values have no name of their own. */
  const enter = (path: string, inner: Schema): void => {
    if (inner.unsupported === undefined) below(path, inner);
  };
  for (const [name, inner] of Object.entries(schema.properties ?? {})) visit(name, inner);
  return fields;
}

/** A place of a value with the declared field it belongs to. */
export interface Place {
  readonly field: string;
  readonly steps: readonly (string | number)[];
  readonly schema: Schema;
}

/** Every place of a written value that belongs to a declared field. */
export function placesOf(value: unknown, schema: Schema, field = '', steps: Place['steps'] = []): Place[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items
      ? value.flatMap((item, index) => placesOf(item, items, `${field}[]`, [...steps, index]))
      : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const { properties, additionalProperties } = schema;
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const own = properties?.[name];
    if (own) {
      const path = field === '' ? name : `${field}.${name}`;
      const here = [...steps, name];
      return [{ field: path, steps: here, schema: own }, ...placesOf(member, own, path, here)];
    }
    return additionalProperties ? placesOf(member, additionalProperties, `${field}.*`, [...steps, name]) : [];
  });
}
