import { sameJson, withMetadata } from '../freeze';
import type { KindDeclaration } from '../kind';
import type { KubeObject } from '../object';

/** A writer cannot set the status together with the rest; controllers that are trusted can, at creation. */
export function withoutStatus(object: KubeObject, kind: KindDeclaration): KubeObject {
  if (object.status === undefined || kind.schema.properties?.['status'] === undefined) return object;
  const { status: _dropped, ...rest } = object;
  return rest;
}

/** What the server alone writes stays as it was, whatever a writer says. */
export function keepServerFields(object: KubeObject, old: KubeObject, kind: KindDeclaration): KubeObject {
  const { uid, creationTimestamp, generation, resourceVersion } = old.metadata;
  const { deletionTimestamp, deletionGracePeriodSeconds } = old.metadata;
  const metadata = {
    ...object.metadata,
    uid,
    creationTimestamp,
    generation,
    resourceVersion,
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp, deletionGracePeriodSeconds }),
  } as KubeObject['metadata'];
  const withMeta = { ...object, metadata };
  if (kind.schema.properties?.['status'] === undefined) return withMeta;
  const bare = withoutStatus(withMeta, kind);
  return old.status === undefined ? bare : { ...bare, status: old.status };
}

/** Whether an update changes what is asked for: neither metadata nor status. */
export function declarationChanged(object: KubeObject, old: KubeObject): boolean {
  const declared = ({ metadata: _metadata, status: _status, ...rest }: KubeObject): unknown => rest;
  return !sameJson(declared(object), declared(old));
}

export function bumpGeneration(object: KubeObject): KubeObject {
  return withMetadata(object, { generation: (object.metadata.generation ?? 0) + 1 });
}
