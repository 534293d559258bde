import { isRecord, sameJson } from './freeze';
import { setOwn } from './merge-patch';
import type { Schema } from './schema';
import { fieldSchema } from './admission/unknown-fields';

/**
 * The JSON merge patch that `kubectl apply` sends for custom resources: what the manifest adds or changes compared
 * with the live object, and null for what the last applied manifest had and this one has not.
 */
export function threeWayMergePatch(
  original: unknown,
  modified: unknown,
  current: unknown,
): Record<string, unknown> {
  const changes = additions(current, modified);
  return merged(changes, deletions(original, modified));
}

/**
 * The object `kubectl apply` asks for when the server merges lists by key (core kinds): the live object with the
 * manifest on top, without what the last applied manifest had and this one has not.
 */
export function strategicMerge(
  original: unknown,
  modified: unknown,
  current: unknown,
  schema: Schema | undefined,
): unknown {
  if (modified === null) return undefined;
  if (isRecord(modified) && isRecord(current)) return mergeRecords(original, modified, current, schema);
  const key = schema?.mergeKey;
  if (key !== undefined && Array.isArray(modified) && Array.isArray(current))
    return mergeLists(original, modified as unknown[], current as unknown[], key, schema?.items);
  return modified;
}

function mergeRecords(
  original: unknown,
  modified: Readonly<Record<string, unknown>>,
  current: Readonly<Record<string, unknown>>,
  schema: Schema | undefined,
): unknown {
  const before = isRecord(original) ? original : {};
  const result: Record<string, unknown> = { ...current };
  for (const name of Object.keys(before))
    if (!Object.hasOwn(modified, name)) Reflect.deleteProperty(result, name);
  for (const [name, value] of Object.entries(modified)) {
    const next = strategicMerge(before[name], value, current[name], fieldSchema(schema, name));
    if (next === undefined) Reflect.deleteProperty(result, name);
    else setOwn(result, name, next);
  }
  return result;
}

function mergeLists(
  original: unknown,
  modified: readonly unknown[],
  current: readonly unknown[],
  key: string,
  schema: Schema | undefined,
): readonly unknown[] {
  const find = (items: unknown, wanted: unknown): unknown =>
    Array.isArray(items)
      ? (items as readonly unknown[]).find((item) => isRecord(item) && sameJson(item[key], wanted))
      : undefined;
  const result = modified.map((item) => {
    const id = isRecord(item) ? item[key] : undefined;
    const live = id === undefined ? undefined : find(current, id);
    return live === undefined ? item : strategicMerge(find(original, id), item, live, schema);
  });
  for (const item of current) {
    const id = isRecord(item) ? item[key] : undefined;
    if (find(modified, id) === undefined && find(original, id) === undefined) result.push(item);
  }
  return result;
}

function additions(current: unknown, modified: unknown): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  const live = isRecord(current) ? current : {};
  for (const [name, value] of Object.entries(isRecord(modified) ? modified : {})) {
    if (sameJson(live[name], value)) continue;
    if (isRecord(value) && isRecord(live[name])) {
      const inner = additions(live[name], value);
      if (Object.keys(inner).length > 0) setOwn(patch, name, inner);
    } else setOwn(patch, name, value);
  }
  return patch;
}

function deletions(original: unknown, modified: unknown): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  const next = isRecord(modified) ? modified : {};
  for (const [name, value] of Object.entries(isRecord(original) ? original : {})) {
    if (!Object.hasOwn(next, name)) setOwn(patch, name, null);
    else if (isRecord(value) && isRecord(next[name])) {
      const inner = deletions(value, next[name]);
      if (Object.keys(inner).length > 0) setOwn(patch, name, inner);
    }
  }
  return patch;
}

function merged(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...a };
  for (const [name, value] of Object.entries(b)) {
    const first = result[name];
    setOwn(result, name, isRecord(first) && isRecord(value) ? merged(first, value) : value);
  }
  return result;
}
