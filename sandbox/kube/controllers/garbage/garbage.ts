import type { ApiServer } from '../../api';
import type { KubeObject } from '../../object';

/** Deletes what a deleted object owned; their own deletion cascades in turn. */
export function collectOrphans(deleted: KubeObject, api: ApiServer): void {
  const { uid } = deleted.metadata;
  if (uid === undefined) return;
  for (const { object } of api.stored()) {
    if (object.metadata.ownerReferences?.some((owner) => owner.uid === uid) !== true) continue;
    const kind = api.kinds.byKind(object.apiVersion, object.kind);
    if (!kind) continue;
    const key = {
      kind: api.kinds.keyOf(kind),
      namespace: object.metadata.namespace ?? '',
      name: object.metadata.name,
    };
    if (api.get(key)) api.delete(key);
  }
}
