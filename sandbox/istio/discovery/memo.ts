import type { KubeObject, ManifestSource } from '../../kube/index';

/**
 * Remembers what was computed from an API object. Objects are frozen and replaced on every write, so identity
 * is the key; the manifest's place may move without a change of the object, so it is part of it.
 */
export class ObjectMemo<Value> {
  readonly #entries = new WeakMap<KubeObject, { readonly source?: ManifestSource; readonly value: Value }>();

  get(object: KubeObject, source: ManifestSource | undefined, compute: () => Value): Value {
    const known = this.#entries.get(object);
    if (known && known.source === source) return known.value;
    const value = compute();
    this.#entries.set(object, { ...(source ? { source } : {}), value });
    return value;
  }
}
