import { isStruct, items, type Go, type GoStruct } from './go-literal';

/** What functions of a test return, by name. */
export type Calls = Readonly<Record<string, (args: readonly Go[]) => Go>>;

/** Puts the results of a test's own functions in: `{"$call": "newConfig", "args": [..]}`; others stay as they are. */
export function withCalls(value: Go, calls: Calls): Go {
  if (Array.isArray(value)) return value.map((item) => withCalls(item, calls));
  if (!isStruct(value)) return value;
  const own = typeof value['$call'] === 'string' ? calls[value['$call']] : undefined;
  if (own) return own(items(withCalls(value['args'], calls)));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withCalls(member, calls)]));
}

/** `{"$ident": "MTLSStrict"}` is a constant of the test's own package. */
export function identifier(value: Go): string {
  return isStruct(value) && typeof value['$ident'] === 'string' ? value['$ident'] : '';
}

/** Objects that a test makes with functions of its own, by the names of its variables. */
export type Variables = Readonly<Record<string, GoStruct>>;
