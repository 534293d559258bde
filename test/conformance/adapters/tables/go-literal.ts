/**
 * Values of Go's literal tables as the corpus writes them: `"$pkg.Name"` is a constant, `{"$type": ..}` a struct
 * with Go's field names, `{"$elts": ..}` a typed list, `{"$call": ..}` and `{"$op": ..}` expressions.
 */
export type Go = unknown;
export type GoStruct = Readonly<Record<string, Go>>;

/** Thrown when a row holds Go code: it is not data. */
export class NotData extends Error {}

export function isStruct(value: Go): value is GoStruct {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field of a struct; undefined where the struct is nil. */
export function at(value: Go, ...path: readonly string[]): Go {
  let current = value;
  for (const name of path) current = isStruct(current) ? current[name] : undefined;
  return current ?? undefined;
}

/** The items of a list, typed or not; nil is empty. */
export function items(value: Go): readonly Go[] {
  if (Array.isArray(value)) return value;
  const elements = at(value, '$elts');
  return Array.isArray(elements) ? elements : [];
}

/** Fields of a struct or entries of a map. */
export function entries(value: Go): readonly (readonly [string, Go])[] {
  return isStruct(value) ? Object.entries(value).filter(([name]) => name !== '$type') : [];
}

export function text(value: Go): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (at(value, '$op') === '+') return text(at(value, 'l')) + text(at(value, 'r'));
  const [first, second] = items(at(value, 'args'));
  if (at(value, '$call') === 'strings.Join') return texts(first).join(text(second));
  throw new NotData(`not a text: ${JSON.stringify(value)}`);
}

export function texts(value: Go): readonly string[] {
  return items(value).map(text);
}

/** A map of texts. */
export function textMap(value: Go): Readonly<Record<string, string>> {
  return Object.fromEntries(entries(value).map(([key, item]) => [key, text(item)]));
}

export function truth(value: Go): boolean {
  return value === true;
}

/** A number, or arithmetic on numbers. Units of package time count as milliseconds. */
export function number(value: Go): number {
  if (value === undefined || value === null) return 0;
  if (typeof value === 'number') return value;
  if (typeof value === 'string') {
    const unit = durationUnitsMs[value];
    if (unit !== undefined) return unit;
  }
  const [left, right] = [at(value, 'l'), at(value, 'r')];
  if (at(value, '$op') === '*') return number(left) * number(right);
  if (at(value, '$op') === '+') return number(left) + number(right);
  throw new NotData(`not a number: ${JSON.stringify(value)}`);
}

const durationUnitsMs: Readonly<Record<string, number>> = {
  '$time.Nanosecond': 1e-6,
  '$time.Microsecond': 1e-3,
  '$time.Millisecond': 1,
  '$time.Second': 1000,
  '$time.Minute': 60_000,
  '$time.Hour': 3_600_000,
};

/** `$networking.ClientTLSSettings_ISTIO_MUTUAL` → `ISTIO_MUTUAL`, `$protocol.HTTP` → `HTTP`; other texts stay. */
export function constant(value: Go): string {
  const written = text(value);
  if (!written.startsWith('$')) return written;
  const name = written.slice(written.lastIndexOf('.') + 1);
  const parts = name.split('_');
  const first = parts.findIndex((part) => !/[a-z]/.test(part));
  return first <= 0 ? name : parts.slice(first).join('_');
}

/** Puts the values of a test's own variables in: `{"$ident": "x"}`, `{"$go": "x[0]"}`, `{"$go": "x[1:]"}`. */
export function withVariables(value: Go, variables: Readonly<Record<string, Go>>): Go {
  if (Array.isArray(value)) return value.map((item) => withVariables(item, variables));
  if (!isStruct(value)) return value;
  const written = value['$ident'] ?? value['$go'];
  if (typeof written === 'string') {
    if (variables[written] !== undefined) return variables[written];
    const [, name = '', from, colon, to] = /^(\w+)(?:\[(\d*)(:?)(\d*)\])?$/.exec(written) ?? [];
    const known = variables[name];
    if (known === undefined) return value;
    if (from === undefined) return known;
    const list = items(known);
    return colon === '' ? list[Number(from)] : list.slice(Number(from), to === '' ? undefined : Number(to));
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withVariables(member, variables)]),
  );
}
