import type { StoredObject } from '../api';
import type { KubeObject, ObjectKey } from '../object';

/** Objects by kind, namespace and name, with sorted lists kept until the next write of the kind. */
export class Store {
  readonly #kinds = new Map<string, KindShelf>();

  get(key: ObjectKey): StoredObject | undefined {
    return this.#kinds.get(key.kind)?.byNamespace.get(key.namespace)?.get(key.name);
  }

  put(key: ObjectKey, stored: StoredObject): void {
    const shelf = this.#shelf(key.kind);
    let names = shelf.byNamespace.get(key.namespace);
    if (!names) shelf.byNamespace.set(key.namespace, (names = new Map<string, StoredObject>()));
    names.set(key.name, stored);
    shelf.lists.clear();
  }

  remove(key: ObjectKey): void {
    const shelf = this.#shelf(key.kind);
    shelf.byNamespace.get(key.namespace)?.delete(key.name);
    shelf.lists.clear();
  }

  /** Sorted by namespace, then name; the same array until something of the kind changes. */
  list(kind: string, namespace: string | undefined): readonly KubeObject[] {
    const shelf = this.#kinds.get(kind);
    if (!shelf) return [];
    const cacheKey = namespace ?? '*';
    const cached = shelf.lists.get(cacheKey);
    if (cached) return cached;
    const namespaces = namespace === undefined ? [...shelf.byNamespace.keys()].sort() : [namespace];
    const objects = namespaces.flatMap((name) =>
      [...(shelf.byNamespace.get(name)?.values() ?? [])].sort(byName),
    );
    const list = Object.freeze(objects.map((stored) => stored.object));
    shelf.lists.set(cacheKey, list);
    return list;
  }

  *all(): Iterable<StoredObject> {
    for (const shelf of this.#kinds.values())
      for (const names of shelf.byNamespace.values()) yield* names.values();
  }

  #shelf(kind: string): KindShelf {
    let shelf = this.#kinds.get(kind);
    if (!shelf) this.#kinds.set(kind, (shelf = { byNamespace: new Map(), lists: new Map() }));
    return shelf;
  }
}

interface KindShelf {
  readonly byNamespace: Map<string, Map<string, StoredObject>>;
  readonly lists: Map<string, readonly KubeObject[]>;
}

function byName(a: StoredObject, b: StoredObject): number {
  return a.object.metadata.name < b.object.metadata.name ? -1 : 1;
}
