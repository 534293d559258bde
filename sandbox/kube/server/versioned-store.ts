import type { StoredObject, WatchEvent } from '../api';
import { deepFreeze, withMetadata } from '../freeze';
import type { KubeObject, ObjectKey } from '../object';
import { Store } from './store';
import { Watchers } from './watchers';

/** Objects with the version of the write they come from, and everybody who watches the writes. */
export class VersionedStore {
  readonly #store = new Store();
  readonly #watchers = new Watchers();
  #version = 0;

  /** Of the last write. */
  get version(): number {
    return this.#version;
  }

  get(key: ObjectKey): StoredObject | undefined {
    return this.#store.get(key);
  }

  list(kind: string, namespace: string | undefined): readonly KubeObject[] {
    return this.#store.list(kind, namespace);
  }

  all(): Iterable<StoredObject> {
    return this.#store.all();
  }

  watch(listener: (event: WatchEvent) => void): () => void {
    return this.#watchers.add(listener);
  }

  /** An object as the next write would store it. */
  next(object: KubeObject): KubeObject {
    return withVersion(object, this.#version + 1);
  }

  write(key: ObjectKey, object: KubeObject, source: StoredObject['source']): KubeObject {
    this.#version++;
    return this.#put(key, object, source);
  }

  remove(key: ObjectKey): void {
    this.#version++;
    this.#drop(key);
  }

  /** Stores an object without a version of its own. */
  record(key: ObjectKey, object: KubeObject): void {
    this.#put(key, object, undefined);
  }

  /** Drops what was recorded. */
  forget(key: ObjectKey): void {
    this.#drop(key);
  }

  /** The object stays, its text stands somewhere else now. */
  relocate(key: ObjectKey, object: KubeObject, source: StoredObject['source']): void {
    this.#store.put(key, stored(object, source));
  }

  /** Takes over what another store held; nobody is told. */
  restore(key: ObjectKey, { object, source }: StoredObject): void {
    this.#store.put(key, stored(deepFreeze(object), source));
    this.#version = Math.max(this.#version, Number(object.metadata.resourceVersion ?? 0));
  }

  #put(key: ObjectKey, object: KubeObject, source: StoredObject['source']): KubeObject {
    const old = this.#store.get(key)?.object;
    const final = withVersion(object, this.#version);
    this.#store.put(key, stored(final, source));
    this.#watchers.tell(old ? { type: 'MODIFIED', object: final, old } : { type: 'ADDED', object: final });
    return final;
  }

  #drop(key: ObjectKey): void {
    const before = this.#store.get(key);
    if (before === undefined) return;
    this.#store.remove(key);
    this.#watchers.tell({ type: 'DELETED', object: before.object });
  }
}

function withVersion(object: KubeObject, version: number): KubeObject {
  return deepFreeze(withMetadata(object, { resourceVersion: String(version) }));
}

function stored(object: KubeObject, source: StoredObject['source']): StoredObject {
  return source ? { object, source } : { object };
}
