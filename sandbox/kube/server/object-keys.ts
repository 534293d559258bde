import type { KindRegistry } from '../api';
import type { KindDeclaration } from '../kind';
import type { KubeObject, ObjectKey } from '../object';
import { unknownResource } from './errors';

/** Tells of what kind something is, and under which key it is stored. */
export class ObjectKeys {
  constructor(private readonly kinds: KindRegistry) {}

  kindOf({ apiVersion, kind }: KubeObject): KindDeclaration {
    const found = this.kinds.byKind(apiVersion, kind);
    if (found) return found;
    throw unknownResource();
  }

  kindNamed(name: string): KindDeclaration {
    const kind = this.kinds.named(name);
    if (kind) return kind;
    throw unknownResource();
  }

  keyOf({ metadata }: KubeObject, kind: KindDeclaration): ObjectKey {
    const namespace = kind.namespaced ? (metadata.namespace ?? 'default') : '';
    return { kind: this.kinds.keyOf(kind), namespace, name: metadata.name };
  }

  /** The key that something is stored under, whatever its kind is called. */
  canonical(key: ObjectKey): ObjectKey {
    const kind = this.kinds.named(key.kind);
    if (!kind) return key;
    return { kind: this.kinds.keyOf(kind), namespace: kind.namespaced ? key.namespace : '', name: key.name };
  }
}

/** An object as it is stored: cluster-scoped objects lose a namespace, versions convert to the preferred one. */
export function scoped(object: KubeObject, kind: KindDeclaration): KubeObject {
  const preferred = kind.versions[0] ?? '';
  const apiVersion = kind.group === '' ? preferred : `${kind.group}/${preferred}`;
  const { namespace, ...metadata } = object.metadata;
  return {
    ...object,
    apiVersion,
    metadata: kind.namespaced ? { ...metadata, namespace: namespace ?? 'default' } : metadata,
  };
}
