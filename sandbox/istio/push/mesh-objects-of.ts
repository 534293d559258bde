import type { ApiServer } from '../../kube/index';
import type { MeshObjects } from '../discovery/index';

/** The objects of an API server; kinds of one name and two groups are listed together. */
export function meshObjectsOf(api: ApiServer): MeshObjects {
  const keys = new Map<string, string[]>();
  for (const kind of api.kinds.all) {
    const named = keys.get(kind.kind);
    if (named) named.push(api.kinds.keyOf(kind));
    else keys.set(kind.kind, [api.kinds.keyOf(kind)]);
  }
  return {
    list: (kind) => {
      const [first, ...rest] = keys.get(kind) ?? [];
      if (first === undefined) return [];
      return rest.length === 0 ? api.list(first) : [first, ...rest].flatMap((key) => [...api.list(key)]);
    },
    sourceOf: ({ apiVersion, kind: name, metadata }) => {
      const kind = api.kinds.byKind(apiVersion, name);
      if (kind === undefined) return undefined;
      const { namespace = '' } = metadata;
      return api.sourceOf({ kind: api.kinds.keyOf(kind), namespace, name: metadata.name });
    },
  };
}
