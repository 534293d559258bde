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
    let drawer = shelf.byNamespace.get(key.namespace);
    if (!drawer) shelf.byNamespace.set(key.namespace, (drawer = new Drawer()));
    drawer.put(key.name, stored);
    shelf.lists.clear();
  }

  remove(key: ObjectKey): void {
    const shelf = this.#shelf(key.kind);
    shelf.byNamespace.get(key.namespace)?.remove(key.name);
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
    const none: readonly KubeObject[] = [];
    const list = Object.freeze(
      none.concat(...namespaces.map((name) => shelf.byNamespace.get(name)?.sorted ?? none)),
    );
    shelf.lists.set(cacheKey, list);
    return list;
  }

  *all(): Iterable<StoredObject> {
    for (const shelf of this.#kinds.values())
      for (const drawer of shelf.byNamespace.values()) yield* drawer.all();
  }

  #shelf(kind: string): KindShelf {
    let shelf = this.#kinds.get(kind);
    if (!shelf) this.#kinds.set(kind, (shelf = { byNamespace: new Map(), lists: new Map() }));
    return shelf;
  }
}

interface KindShelf {
  readonly byNamespace: Map<string, Drawer>;
  readonly lists: Map<string, readonly KubeObject[]>;
}

/** The objects of one kind and namespace, and both they and their names in the order of the names. */
class Drawer {
  readonly #byName = new Map<string, StoredObject>();
  readonly #names: string[] = [];
  readonly #sorted: KubeObject[] = [];

  get(name: string): StoredObject | undefined {
    return this.#byName.get(name);
  }

  put(name: string, stored: StoredObject): void {
    const place = placeOf(name, this.#names);
    if (this.#byName.has(name)) this.#sorted[place] = stored.object;
    else {
      this.#names.splice(place, 0, name);
      this.#sorted.splice(place, 0, stored.object);
    }
    this.#byName.set(name, stored);
  }

  remove(name: string): void {
    if (!this.#byName.delete(name)) return;
    const place = placeOf(name, this.#names);
    this.#names.splice(place, 1);
    this.#sorted.splice(place, 1);
  }

  /** The list itself: it changes with the drawer. */
  get sorted(): readonly KubeObject[] {
    return this.#sorted;
  }

  /** In the order in which they came. */
  all(): Iterable<StoredObject> {
    return this.#byName.values();
  }
}

/** Where a name stands in a sorted list, or would. */
function placeOf(name: string, names: readonly string[]): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((names[middle] ?? '') < name) low = middle + 1;
    else high = middle;
  }
  return low;
}
