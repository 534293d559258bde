import { isRecord } from '../../kube/index';
import type { Json } from './injection';

/** Lists whose items are merged by a field, as Kubernetes' strategic merge does for containers. */
const keys: Readonly<Record<string, string>> = {
  env: 'name',
  ports: 'containerPort',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
};

/** A container as the template makes it with what the pod itself says of it; image `auto` means the template's. */
export function overridden(container: Json, own: Json | undefined): Json {
  if (own === undefined) return container;
  const { image, ...rest } = own;
  return merge(container, image === 'auto' || image === undefined ? rest : own);
}

function merge(base: Json, over: Json): Json {
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const current = base[name];
    const key = keys[name];
    if (isRecord(current) && isRecord(value)) result[name] = merge(current, value);
    else if (key !== undefined && Array.isArray(current) && Array.isArray(value))
      result[name] = mergeLists(current, value, key);
    else result[name] = value;
  }
  return result;
}

/** What is new comes first, as strategic merges print it. */
function mergeLists(base: readonly unknown[], over: readonly unknown[], key: string): readonly unknown[] {
  const keyOf = (item: unknown): unknown => (isRecord(item) ? item[key] : item);
  const known = new Map(base.map((item) => [keyOf(item), item]));
  const changed = base.map((item) => {
    const own = over.find((candidate) => keyOf(candidate) === keyOf(item));
    return isRecord(item) && isRecord(own) ? merge(item, own) : item;
  });
  return [...over.filter((item) => !known.has(keyOf(item))), ...changed];
}
