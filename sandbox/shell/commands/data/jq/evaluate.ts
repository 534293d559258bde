import { builtins } from './builtins';
import { formatText, plain } from './formats';
import { isArray, isObject, typeOf, type Json } from './json';
import { operate } from './operate';
import { describe, isTruthy, JqError, signature, type Scope } from './scope';
import type { Filter } from './syntax';

/** Every value a filter makes of an input, in order. */
export function* evaluate(filter: Filter, input: Json, scope: Scope): Generator<Json, void> {
  scope.step();
  switch (filter.is) {
    case 'identity':
      yield input;
      return;
    case 'recurse':
      yield* recurse(input);
      return;
    case 'literal':
      yield filter.value;
      return;
    case 'text':
      yield* texts(filter.parts, filter.format, input, scope);
      return;
    case 'format':
      yield formatText(filter.name, input);
      return;
    case 'index':
      for (const of of evaluate(filter.of, input, scope))
        for (const key of evaluate(filter.key, input, scope)) yield indexOf(of, key);
      return;
    case 'slice':
      for (const of of evaluate(filter.of, input, scope)) yield sliceOf(of, filter, input, scope);
      return;
    case 'each':
      for (const of of evaluate(filter.of, input, scope)) yield* eachOf(of);
      return;
    case 'try':
      yield* attempt(filter.body, filter.handler, input, scope);
      return;
    case 'pipe':
      for (const value of evaluate(filter.left, input, scope)) yield* evaluate(filter.right, value, scope);
      return;
    case 'comma':
      yield* evaluate(filter.left, input, scope);
      yield* evaluate(filter.right, input, scope);
      return;
    case 'operator':
      yield* operation(filter, input, scope);
      return;
    case 'assign':
      yield* scope.engine.assign(filter, input, scope);
      return;
    case 'negate':
      for (const value of evaluate(filter.of, input, scope)) {
        if (typeof value !== 'number') throw new JqError(`${describe(value)} cannot be negated`);
        yield -value;
      }
      return;
    case 'array':
      yield filter.of === undefined ? [] : [...evaluate(filter.of, input, scope)];
      return;
    case 'object':
      yield* objects(filter.entries, {}, input, scope);
      return;
    case 'if':
      for (const condition of evaluate(filter.condition, input, scope)) {
        const branch = isTruthy(condition) ? filter.yes : filter.no;
        if (branch === undefined) yield input;
        else yield* evaluate(branch, input, scope);
      }
      return;
    case 'reduce':
    case 'foreach':
      yield* fold(filter, input, scope);
      return;
    case 'bind':
      for (const value of evaluate(filter.source, input, scope))
        yield* evaluate(filter.body, input, scope.child().bind(filter.name, value));
      return;
    case 'variable':
      yield scope.variable(filter.name);
      return;
    case 'define':
      yield* evaluate(
        filter.body,
        input,
        scope.child().define(signature(filter.definition), filter.definition),
      );
      return;
    case 'call':
      yield* call(filter, input, scope);
  }
}

/** The scope of a call's body, or undefined for a built-in. */
export function enter(
  { name, args }: Filter & { readonly is: 'call' },
  scope: Scope,
): { readonly filter: Filter; readonly scope: Scope } | undefined {
  const found = scope.find(`${name}/${String(args.length)}`);
  if (found === undefined) return undefined;
  const { what, home } = found;
  if ('filter' in what) return what;
  const inner = home.child();
  what.parameters.forEach((parameter, index) => {
    const filter = args[index];
    if (filter !== undefined) inner.define(`${parameter.replace(/^\$/, '')}/0`, { filter, scope });
  });
  return { filter: what.body, scope: inner };
}

function* call(filter: Filter & { readonly is: 'call' }, input: Json, scope: Scope): Generator<Json, void> {
  const entered = enter(filter, scope);
  if (entered !== undefined) {
    const found = scope.find(`${filter.name}/${String(filter.args.length)}`)?.what;
    const named = found !== undefined && 'parameters' in found ? found.parameters : [];
    const index = named.findIndex((parameter) => parameter.startsWith('$'));
    const argument = filter.args[index];
    if (argument === undefined) yield* evaluate(entered.filter, input, entered.scope);
    else {
      for (const value of evaluate(argument, input, scope))
        yield* evaluate(
          entered.filter,
          input,
          entered.scope.child().bind(named[index]?.slice(1) ?? '', value),
        );
    }
    return;
  }
  const builtin = builtins.get(`${filter.name}/${String(filter.args.length)}`);
  if (builtin === undefined) throw new JqError(`${filter.name}/${String(filter.args.length)} is not defined`);
  yield* builtin(
    input,
    filter.args.map((argument) => ({ filter: argument, scope })),
  );
}

function* recurse(value: Json): Generator<Json, void> {
  yield value;
  if (typeof value === 'object' && value !== null)
    for (const child of Object.values<Json>(value)) yield* recurse(child);
}

export function indexOf(of: Json, key: Json): Json {
  if (of === null && (typeof key === 'string' || typeof key === 'number' || key === null)) return null;
  if (isObject(of) && typeof key === 'string') return Object.hasOwn(of, key) ? (of[key] ?? null) : null;
  if (isArray(of) && typeof key === 'number') return of.at(Math.floor(key)) ?? null;
  const what = typeof key === 'string' ? JSON.stringify(key) : typeOf(key);
  throw new JqError(`Cannot index ${typeOf(of)} with ${what}`);
}

export function* eachOf(of: Json): Generator<Json, void> {
  if (typeof of !== 'object' || of === null)
    throw new JqError(`Cannot iterate over ${of === null ? 'null' : describe(of)}`);
  yield* Object.values<Json>(of);
}

function sliceOf(of: Json, filter: Filter & { readonly is: 'slice' }, input: Json, scope: Scope): Json {
  if (of === null) return null;
  if (typeof of !== 'string' && !isArray(of)) throw new JqError(`Cannot index ${typeOf(of)} with object`);
  const bound = (part: Filter | undefined): number | undefined => {
    const value = part === undefined ? null : (evaluate(part, input, scope).next().value ?? null);
    if (value === null) return undefined;
    if (typeof value !== 'number')
      throw new JqError('Start and end indices of an array slice must be numbers');
    return Math.floor(value);
  };
  return of.slice(bound(filter.from) ?? 0, bound(filter.to));
}

function* texts(
  parts: readonly (string | Filter)[],
  format: string | undefined,
  input: Json,
  scope: Scope,
): Generator<Json, void> {
  const [first, ...rest] = parts;
  if (first === undefined) {
    yield '';
    return;
  }
  for (const tail of texts(rest, format, input, scope)) {
    if (typeof first === 'string') yield first + plain(tail);
    else
      for (const value of evaluate(first, input, scope))
        yield formatText(format ?? 'text', value) + plain(tail);
  }
}

function* attempt(
  body: Filter,
  handler: Filter | undefined,
  input: Json,
  scope: Scope,
): Generator<Json, void> {
  try {
    yield* evaluate(body, input, scope);
  } catch (error) {
    if (!(error instanceof JqError)) throw error;
    if (handler !== undefined) yield* evaluate(handler, error.value, scope);
  }
}

function* operation(
  { operator, left, right }: Filter & { readonly is: 'operator' },
  input: Json,
  scope: Scope,
): Generator<Json, void> {
  if (operator === '//') {
    yield* alternative(left, right, input, scope);
    return;
  }
  if (operator === 'and' || operator === 'or') {
    for (const a of evaluate(left, input, scope)) {
      if (isTruthy(a) === (operator === 'or')) yield operator === 'or';
      else for (const b of evaluate(right, input, scope)) yield isTruthy(b);
    }
    return;
  }
  for (const b of evaluate(right, input, scope))
    for (const a of evaluate(left, input, scope)) yield operate(operator, a, b);
}

function* alternative(left: Filter, right: Filter, input: Json, scope: Scope): Generator<Json, void> {
  let found = false;
  try {
    for (const value of evaluate(left, input, scope)) {
      if (!isTruthy(value)) continue;
      found = true;
      yield value;
    }
  } catch (error) {
    if (!(error instanceof JqError)) throw error;
  }
  if (!found) yield* evaluate(right, input, scope);
}

function* objects(
  entries: readonly (readonly [Filter, Filter])[],
  made: Readonly<Record<string, Json>>,
  input: Json,
  scope: Scope,
): Generator<Json, void> {
  const [first, ...rest] = entries;
  if (first === undefined) {
    yield made;
    return;
  }
  for (const key of evaluate(first[0], input, scope)) {
    if (typeof key !== 'string') throw new JqError(`Object keys must be strings`);
    for (const value of evaluate(first[1], input, scope))
      yield* objects(rest, { ...made, [key]: value }, input, scope);
  }
}

function* fold(
  filter: Filter & { readonly is: 'reduce' | 'foreach' },
  input: Json,
  scope: Scope,
): Generator<Json, void> {
  for (const start of evaluate(filter.start, input, scope)) {
    let state = start;
    for (const value of evaluate(filter.source, input, scope)) {
      const inner = scope.child().bind(filter.name, value);
      let last: Json = null;
      for (const next of evaluate(filter.update, state, inner)) {
        last = next;
        if (filter.is === 'foreach')
          yield* filter.extract === undefined ? [next] : evaluate(filter.extract, next, inner);
      }
      state = last;
    }
    if (filter.is === 'reduce') yield state;
  }
}
