import { apiVersionOf } from '../kind';
import type { ApiServer, WatchEvent } from '../api';
import type { KubeObject, ObjectKey, OwnerReference } from '../object';

/** The reference by which a controller marks an object as its own. */
export function controllerReference(owner: KubeObject, api: ApiServer): OwnerReference {
  const kind = api.kinds.byKind(owner.apiVersion, owner.kind);
  return {
    apiVersion: kind ? apiVersionOf(kind) : owner.apiVersion,
    blockOwnerDeletion: true,
    controller: true,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
  };
}

/** The controller of an object, if it is of the given kind. */
export function ownerKey(object: KubeObject, kind: string): ObjectKey | undefined {
  const owner = object.metadata.ownerReferences?.find(
    (reference) => reference.controller === true && reference.kind === kind,
  );
  return owner && { kind, namespace: object.metadata.namespace ?? '', name: owner.name };
}

/** What a controller of a kind has to look at after a change: the object itself, or the one that controls such a part. */
export function ownersOfChange({ object }: WatchEvent, kind: string, part: string): readonly ObjectKey[] {
  if (object.kind === kind) return [keyOfObject(object)];
  const owner = object.kind === part ? ownerKey(object, kind) : undefined;
  return owner ? [owner] : [];
}

/** Objects of a kind that an object controls. */
export function ownedBy(owner: KubeObject, kind: string, api: ApiServer): readonly KubeObject[] {
  return api
    .list(kind, owner.metadata.namespace)
    .filter((object) =>
      object.metadata.ownerReferences?.some(
        (reference) => reference.controller === true && reference.uid === owner.metadata.uid,
      ),
    );
}

export function keyOfObject(object: KubeObject): ObjectKey {
  return { kind: object.kind, namespace: object.metadata.namespace ?? '', name: object.metadata.name };
}
