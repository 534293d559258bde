import { plain } from './formats';
import { compareJson, isArray, isObject, typeOf, type Json } from './json';
import { deleteAll, getPath, operate, setPath } from './operate';
import { regexBuiltins } from './regex';
import { describe, isTruthy, JqError, type Builtin, type Closure } from './scope';

function values(closure: Closure | undefined, input: Json): Iterable<Json> {
  return closure === undefined ? [] : closure.scope.engine.evaluate(closure.filter, input, closure.scope);
}

function first(closure: Closure | undefined, input: Json): Json {
  for (const value of values(closure, input)) return value;
  return null;
}

/** A function without arguments that makes one value. */
function plainly(make: (input: Json) => Json): Builtin {
  return (input) => [make(input)];
}

/** A function whose arguments are evaluated against its input first, each combination on its own. */
function valued(make: (input: Json, ...args: Json[]) => Json): Builtin {
  return function* (input, [a, b]) {
    if (b === undefined) for (const x of values(a, input)) yield make(input, x);
    else for (const y of values(b, input)) for (const x of values(a, input)) yield make(input, x, y);
  };
}

function list(input: Json, what = 'iterated over'): readonly Json[] {
  if (isArray(input)) return input;
  if (isObject(input)) return Object.values(input);
  throw new JqError(
    what === 'sorted'
      ? `${describe(input)} cannot be sorted, as it is not an array`
      : `Cannot iterate over ${input === null ? 'null' : describe(input)}`,
  );
}

function text(input: Json, what: string): string {
  if (typeof input !== 'string') throw new JqError(`${what} input must be a string`);
  return input;
}

/** Elements with the values they are ordered by. */
function ranked(input: Json, by: Closure | undefined): { readonly value: Json; readonly rank: Json }[] {
  const items = list(input, 'sorted').map((value) => ({
    value,
    rank: by === undefined ? value : [...values(by, value)],
  }));
  return items.sort((a, b) => compareJson(a.rank, b.rank));
}

function groups(input: Json, by: Closure | undefined): Json[][] {
  const found: { rank: Json; members: Json[] }[] = [];
  for (const { value, rank } of ranked(input, by)) {
    const last = found.at(-1);
    if (last !== undefined && compareJson(last.rank, rank) === 0) last.members.push(value);
    else found.push({ rank, members: [value] });
  }
  return found.map(({ members }) => members);
}

function length(input: Json): Json {
  if (input === null) return 0;
  if (typeof input === 'number') return Math.abs(input);
  if (typeof input === 'boolean') throw new JqError(`${describe(input)} has no length`);
  return typeof input === 'string' ? [...input].length : Object.keys(input).length;
}

function keys(input: Json): Json {
  if (isArray(input)) return [...input.keys()];
  if (isObject(input)) return Object.keys(input).sort();
  throw new JqError(`${describe(input)} has no keys`);
}

function toNumber(input: Json): Json {
  if (typeof input === 'number') return input;
  const number = typeof input === 'string' && input.trim() !== '' ? Number(input) : NaN;
  if (Number.isNaN(number)) throw new JqError(`Cannot parse ${JSON.stringify(input)} as a number`);
  return number;
}

function contains(a: Json, b: Json): boolean {
  if (isObject(a) && isObject(b))
    return Object.entries(b).every(
      ([key, value]) => Object.hasOwn(a, key) && contains(a[key] ?? null, value),
    );
  if (isArray(a) && isArray(b)) return b.every((value) => a.some((own) => contains(own, value)));
  if (typeof a === 'string' && typeof b === 'string') return a.includes(b);
  if (typeOf(a) !== typeOf(b))
    throw new JqError(`${describe(a)} and ${describe(b)} cannot have their containment checked`);
  return compareJson(a, b) === 0;
}

function flatten(input: readonly Json[], depth: number): Json[] {
  return input.flatMap((value) => (isArray(value) && depth > 0 ? flatten(value, depth - 1) : [value]));
}

function fromEntries(input: Json): Json {
  const entries = list(input).map((entry) => {
    if (!isObject(entry)) throw new JqError(`Cannot index ${typeOf(entry)} with "key"`);
    const key = entry['key'] ?? entry['k'] ?? entry['name'] ?? entry['Name'] ?? entry['Key'] ?? null;
    return [plain(key), entry['value'] ?? entry['v'] ?? entry['Value'] ?? null] as const;
  });
  return Object.fromEntries(entries);
}

function toEntries(input: Json): Json {
  if (!isObject(input)) throw new JqError(`${describe(input)} has no keys`);
  return Object.entries(input).map(([key, value]) => ({ key, value }));
}

function parse(input: Json): Json {
  try {
    return JSON.parse(text(input, 'fromjson')) as Json;
  } catch (error) {
    if (error instanceof JqError) throw error;
    throw new JqError(`${plain(input)} (while parsing '${plain(input)}')`);
  }
}

function has(input: Json, key: Json): boolean {
  if (isObject(input) && typeof key === 'string') return Object.hasOwn(input, key);
  if (isArray(input) && typeof key === 'number') return key >= 0 && key < input.length;
  throw new JqError(`Cannot check whether ${typeOf(input)} has a ${typeOf(key)} key`);
}

function indices(input: Json, part: Json): number[] {
  const found: number[] = [];
  if (typeof input === 'string' && typeof part === 'string') {
    for (let at = input.indexOf(part); at >= 0 && part !== ''; at = input.indexOf(part, at + 1))
      found.push(at);
  } else if (isArray(input))
    input.forEach((value, index) => compareJson(value, part) === 0 && found.push(index));
  return found;
}

function* recurseWith(value: Json, step: Closure): Generator<Json, void> {
  yield value;
  for (const next of values(step, value)) yield* recurseWith(next, step);
}

function* range(from: number, to: number, by: number): Generator<Json, void> {
  for (let at = from; by > 0 ? at < to : by < 0 && at > to; at += by) yield at;
}

const table: Readonly<Record<string, Builtin>> = {
  'empty/0': () => [],
  'not/0': plainly((input) => !isTruthy(input)),
  'length/0': plainly(length),
  'utf8bytelength/0': plainly((input) => [...text(input, 'utf8bytelength')].length),
  'keys/0': plainly(keys),
  'keys_unsorted/0': plainly((input) => (isObject(input) ? Object.keys(input) : keys(input))),
  'values/0': (input) => (input === null ? [] : [input]),
  'nulls/0': (input) => (input === null ? [input] : []),
  'strings/0': (input) => (typeof input === 'string' ? [input] : []),
  'numbers/0': (input) => (typeof input === 'number' ? [input] : []),
  'booleans/0': (input) => (typeof input === 'boolean' ? [input] : []),
  'arrays/0': (input) => (isArray(input) ? [input] : []),
  'objects/0': (input) => (isObject(input) ? [input] : []),
  'scalars/0': (input) => (typeof input === 'object' && input !== null ? [] : [input]),
  'iterables/0': (input) => (typeof input === 'object' && input !== null ? [input] : []),
  'type/0': plainly(typeOf),
  'add/0': plainly((input) => list(input).reduce<Json>((sum, value) => operate('+', sum, value), null)),
  'add/1': (input, [of]) => [
    [...values(of, input)].reduce<Json>((sum, value) => operate('+', sum, value), null),
  ],
  'any/0': plainly((input) => list(input).some(isTruthy)),
  'all/0': plainly((input) => list(input).every(isTruthy)),
  'any/1': (input, [test]) => [list(input).some((value) => [...values(test, value)].some(isTruthy))],
  'all/1': (input, [test]) => [list(input).every((value) => [...values(test, value)].every(isTruthy))],
  'any/2': (input, [of, test]) => [
    [...values(of, input)].some((value) => [...values(test, value)].some(isTruthy)),
  ],
  'all/2': (input, [of, test]) => [
    [...values(of, input)].every((value) => [...values(test, value)].every(isTruthy)),
  ],
  'tostring/0': plainly(plain),
  'tonumber/0': plainly(toNumber),
  'tojson/0': plainly((input) => JSON.stringify(input)),
  'fromjson/0': plainly(parse),
  'ascii_downcase/0': plainly((input) => text(input, 'ascii_downcase').toLowerCase()),
  'ascii_upcase/0': plainly((input) => text(input, 'ascii_upcase').toUpperCase()),
  'explode/0': plainly((input) => [...text(input, 'explode')].map((char) => char.codePointAt(0) ?? 0)),
  'implode/0': plainly((input) =>
    list(input)
      .map((code) => String.fromCodePoint(Number(code)))
      .join(''),
  ),
  'trim/0': plainly((input) => text(input, 'trim').trim()),
  'ltrimstr/1': valued((input, cut) =>
    typeof input === 'string' && typeof cut === 'string' && input.startsWith(cut)
      ? input.slice(cut.length)
      : input,
  ),
  'rtrimstr/1': valued((input, cut) =>
    typeof input === 'string' && typeof cut === 'string' && cut !== '' && input.endsWith(cut)
      ? input.slice(0, -cut.length)
      : input,
  ),
  'startswith/1': valued((input, part) => text(input, 'startswith()').startsWith(text(part, 'startswith()'))),
  'endswith/1': valued((input, part) => text(input, 'endswith()').endsWith(text(part, 'endswith()'))),
  'split/1': valued((input, by) => (input === '' ? [] : text(input, 'split').split(text(by, 'split')))),
  'join/1': valued((input, by) =>
    list(input)
      .map((part) => (part === null ? '' : plain(part)))
      .join(text(by, 'join')),
  ),
  'contains/1': valued(contains),
  'inside/1': valued((input, other) => contains(other, input)),
  'has/1': valued(has),
  'in/1': valued((input, other) => has(other, input)),
  'index/1': valued((input, part) => indices(input, part)[0] ?? null),
  'rindex/1': valued((input, part) => indices(input, part).at(-1) ?? null),
  'indices/1': valued((input, part) => indices(input, part)),
  'map/1': (input, [by]) => [list(input).flatMap((value) => [...values(by, value)])],
  'map_values/1': (input, [by]) => {
    if (isArray(input)) return [input.flatMap((value) => [...values(by, value)].slice(0, 1))];
    if (!isObject(input)) throw new JqError(`Cannot iterate over ${describe(input)}`);
    return [
      Object.fromEntries(
        Object.entries(input).flatMap(([key, value]) =>
          [...values(by, value)].slice(0, 1).map((made) => [key, made]),
        ),
      ),
    ];
  },
  'select/1': function* (input, [test]) {
    for (const value of values(test, input)) if (isTruthy(value)) yield input;
  },
  'recurse/0': function* (input) {
    yield input;
    if (typeof input === 'object' && input !== null)
      for (const child of Object.values<Json>(input)) yield* table['recurse/0']?.(child, []) ?? [];
  },
  'recurse/1': (input, [step]) => (step === undefined ? [] : recurseWith(input, step)),
  'to_entries/0': plainly(toEntries),
  'from_entries/0': plainly(fromEntries),
  'with_entries/1': (input, [by]) => [
    fromEntries(list(toEntries(input)).flatMap((entry) => [...values(by, entry)])),
  ],
  'sort/0': plainly((input) => ranked(input, undefined).map(({ value }) => value)),
  'sort_by/1': (input, [by]) => [ranked(input, by).map(({ value }) => value)],
  'group_by/1': (input, [by]) => [groups(input, by)],
  'unique/0': plainly((input) => groups(input, undefined).flatMap((group) => group.slice(0, 1))),
  'unique_by/1': (input, [by]) => [groups(input, by).flatMap((group) => group.slice(0, 1))],
  'min/0': plainly((input) => ranked(input, undefined)[0]?.value ?? null),
  'max/0': plainly((input) => ranked(input, undefined).at(-1)?.value ?? null),
  'min_by/1': (input, [by]) => [ranked(input, by)[0]?.value ?? null],
  'max_by/1': (input, [by]) => [ranked(input, by).at(-1)?.value ?? null],
  'reverse/0': plainly((input) =>
    typeof input === 'string' ? [...input].reverse().join('') : [...list(input ?? [])].reverse(),
  ),
  'flatten/0': plainly((input) => flatten(list(input), Infinity)),
  'flatten/1': valued((input, depth) => flatten(list(input), Number(depth))),
  'first/0': plainly((input) => list(input)[0] ?? null),
  'last/0': plainly((input) => list(input).at(-1) ?? null),
  'first/1': (input, [of]) => {
    for (const value of values(of, input)) return [value];
    return [];
  },
  'last/1': (input, [of]) => [...values(of, input)].slice(-1),
  'nth/1': valued((input, at) => list(input)[Number(at)] ?? null),
  'limit/2': function* (input, [count, of]) {
    let left = Number(first(count, input));
    if (left <= 0) return;
    for (const value of values(of, input)) {
      yield value;
      if (--left <= 0) return;
    }
  },
  'isempty/1': (input, [of]) => [[...values(of, input)].length === 0],
  'range/1': (input, [to]) => range(0, Number(first(to, input)), 1),
  'range/2': (input, [from, to]) => range(Number(first(from, input)), Number(first(to, input)), 1),
  'range/3': (input, [from, to, by]) =>
    range(Number(first(from, input)), Number(first(to, input)), Number(first(by, input))),
  'floor/0': plainly((input) => Math.floor(Number(input))),
  'ceil/0': plainly((input) => Math.ceil(Number(input))),
  'round/0': plainly((input) => Math.round(Number(input))),
  'sqrt/0': plainly((input) => Math.sqrt(Number(input))),
  'fabs/0': plainly((input) => Math.abs(Number(input))),
  'pow/2': valued((_input, base, exponent) => Number(base) ** Number(exponent)),
  'error/0': (input) => {
    throw new JqError(input);
  },
  'error/1': (input, [message]) => {
    throw new JqError(first(message, input));
  },
  'path/1': (input, [of]) => (of === undefined ? [] : of.scope.engine.pathsOf(of.filter, input, of.scope)),
  'paths/0': (input) => allPaths(input, []),
  'leaf_paths/0': function* (input) {
    for (const path of allPaths(input, [])) {
      const value = getPath(input, path);
      if (typeof value !== 'object' || value === null) yield path;
    }
  },
  'getpath/1': valued((input, path) => getPath(input, list(path))),
  'setpath/2': valued((input, path, to) => setPath(input, list(path), to)),
  'del/1': (input, [of]) => [
    of === undefined ? input : deleteAll(input, [...of.scope.engine.pathsOf(of.filter, input, of.scope)]),
  ],
  'delpaths/1': valued((input, paths) =>
    deleteAll(
      input,
      list(paths).map((path) => list(path)),
    ),
  ),
  'to_array/0': plainly((input) => (isArray(input) ? input : [input])),
  'transpose/0': plainly((input) => {
    const rows = list(input).map((row) => list(row));
    return Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, index) =>
      rows.map((row) => row[index] ?? null),
    );
  }),
};

function* allPaths(value: Json, at: readonly Json[]): Generator<readonly Json[], void> {
  if (at.length > 0) yield at;
  if (typeof value !== 'object' || value === null) return;
  const entries: Iterable<readonly [Json, Json]> = isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, child] of entries) yield* allPaths(child, [...at, key]);
}

export const builtins: ReadonlyMap<string, Builtin> = new Map([
  ...Object.entries(table),
  ...Object.entries(regexBuiltins),
]);
