import { sameJson, type KubeObject, type ManifestSource } from '../../kube/index';

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

interface Section {
  readonly inputs: readonly unknown[];
  readonly value: unknown;
}

/** Keeps the result of each named step as long as its inputs are the very same objects. */
export class SectionMemo {
  readonly #sections: Map<string, Section>;

  constructor(known?: SectionMemo) {
    this.#sections = new Map(known === undefined ? [] : known.#sections);
  }

  /** Drops every result: the next ones are computed afresh. */
  forget(): void {
    this.#sections.clear();
  }

  /** @param section always the same one for the same kind of result */
  reuse<Value>(section: string, inputs: readonly unknown[], compute: () => Value): Value {
    const known = this.#sections.get(section);
    if (known && sameItems(known.inputs, inputs)) return known.value as Value;
    const value = compute();
    this.#sections.set(section, { inputs, value });
    return value;
  }

  /** The value of the last time when it says the same, so that what rests on it stays too. */
  keep<Value>(section: string, value: Value): Value {
    const known = this.#sections.get(section)?.value;
    if (known !== undefined && sameJson(known, value)) return known as Value;
    this.#sections.set(section, { inputs: [], value });
    return value;
  }
}

/** True when two lists hold the very same items. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
