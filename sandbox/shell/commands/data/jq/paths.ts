import { eachOf, enter, evaluate, indexOf } from './evaluate';
import { isArray, type Json } from './json';
import { deleteAll, getPath, operate, setPath } from './operate';
import { isTruthy, JqError, signature, type Scope } from './scope';
import type { Filter } from './syntax';

type Path = readonly Json[];

/** The places in an input that a filter names: `.a[]` names every element of `a`. */
export function* pathsOf(filter: Filter, input: Json, scope: Scope, at: Path = []): Generator<Path, void> {
  scope.step();
  switch (filter.is) {
    case 'identity':
      yield at;
      return;
    case 'recurse':
      yield* below(input, at);
      return;
    case 'index':
      for (const path of pathsOf(filter.of, input, scope, at))
        for (const key of evaluate(filter.key, getPath(input, at), scope)) {
          indexOf(getPath(input, path), key);
          yield [...path, key];
        }
      return;
    case 'each':
      for (const path of pathsOf(filter.of, input, scope, at)) {
        const value = getPath(input, path);
        const keys = isArray(value)
          ? value.keys()
          : Object.keys([...eachOf(value)].length > 0 ? (value as object) : {});
        for (const key of keys) yield [...path, key];
      }
      return;
    case 'pipe':
      for (const path of pathsOf(filter.left, input, scope, at))
        yield* pathsOf(filter.right, input, scope, path);
      return;
    case 'comma':
      yield* pathsOf(filter.left, input, scope, at);
      yield* pathsOf(filter.right, input, scope, at);
      return;
    case 'if':
      for (const condition of evaluate(filter.condition, getPath(input, at), scope))
        yield* pathsOf(
          isTruthy(condition) ? filter.yes : (filter.no ?? { is: 'identity' }),
          input,
          scope,
          at,
        );
      return;
    case 'try':
      try {
        yield* pathsOf(filter.body, input, scope, at);
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
      }
      return;
    case 'operator':
      if (filter.operator === '//') {
        const found = [...pathsOf(filter.left, input, scope, at)].filter((path) =>
          isTruthy(getPath(input, path)),
        );
        yield* found.length > 0 ? found : pathsOf(filter.right, input, scope, at);
        return;
      }
      break;
    case 'bind':
      for (const value of evaluate(filter.source, getPath(input, at), scope))
        yield* pathsOf(filter.body, input, scope.child().bind(filter.name, value), at);
      return;
    case 'define':
      yield* pathsOf(
        filter.body,
        input,
        scope.child().define(signature(filter.definition), filter.definition),
        at,
      );
      return;
    case 'call':
      yield* callPaths(filter, input, scope, at);
      return;
    default:
  }
  throw new JqError('Invalid path expression');
}

function* callPaths(
  filter: Filter & { readonly is: 'call' },
  input: Json,
  scope: Scope,
  at: Path,
): Generator<Path, void> {
  const entered = enter(filter, scope);
  if (entered !== undefined) {
    yield* pathsOf(entered.filter, input, entered.scope, at);
    return;
  }
  const [first, second] = filter.args;
  const here = getPath(input, at);
  if (filter.name === 'empty') return;
  if (filter.name === 'select' && first !== undefined) {
    for (const value of evaluate(first, here, scope)) if (isTruthy(value)) yield at;
  } else if (filter.name === 'recurse' && first === undefined) yield* below(input, at);
  else if (filter.name === 'first' && first !== undefined) {
    const { value } = pathsOf(first, input, scope, at).next();
    if (value !== undefined) yield value;
  } else if (filter.name === 'getpath' && first !== undefined) {
    for (const path of evaluate(first, here, scope)) yield [...at, ...(isArray(path) ? path : [])];
  } else if (filter.name === 'first' || filter.name === 'last')
    yield [...at, filter.name === 'first' ? 0 : -1];
  else if (filter.name === 'map' && first !== undefined && second === undefined) {
    yield* pathsOf(
      { is: 'pipe', left: { is: 'each', of: { is: 'identity' } }, right: first },
      input,
      scope,
      at,
    );
  } else throw new JqError('Invalid path expression');
}

function* below(root: Json, at: Path): Generator<Path, void> {
  yield at;
  const value = getPath(root, at);
  if (typeof value !== 'object' || value === null) return;
  const keys: Iterable<Json> = isArray(value) ? value.keys() : Object.keys(value);
  for (const key of keys) yield* below(root, [...at, key]);
}

/** `=`, `|=`, `+=` and the like. */
export function* assign(
  { operator, target, value }: Filter & { readonly is: 'assign' },
  input: Json,
  scope: Scope,
): Generator<Json, void> {
  const paths = [...pathsOf(target, input, scope)];
  if (operator === '|=') {
    let result = input;
    const gone: Path[] = [];
    for (const path of paths) {
      const next = evaluate(value, getPath(result, path), scope).next();
      if (next.done === true) gone.push(path);
      else result = setPath(result, path, next.value);
    }
    yield deleteAll(result, gone);
    return;
  }
  for (const given of evaluate(value, input, scope)) {
    let result = input;
    for (const path of paths) {
      const before = getPath(result, path);
      const by = operator.slice(0, -1);
      const after =
        by === '' ? given : by === '//' ? (isTruthy(before) ? before : given) : operate(by, before, given);
      result = setPath(result, path, after);
    }
    yield result;
  }
}
