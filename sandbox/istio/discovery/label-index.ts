import { selects, type Labels } from './labels';

/** Finds what selectors choose: things are filed under each of their labels, so that only few have to be looked at. */
export class LabelIndex<Item extends { readonly namespace: string }> {
  #byLabel: Map<string, Item[]> | undefined;

  /** @param labelsOf an item: what selectors see of it */
  constructor(
    private readonly items: Iterable<Item>,
    private readonly labelsOf: (item: Item) => Labels,
  ) {}

  /** Those of a namespace with all labels of a selector that names at least one, in the order they were given. */
  selected(namespace: string, selector: Labels): readonly Item[] {
    const filed = (this.#byLabel ??= this.#file());
    let fewest: readonly Item[] | undefined;
    for (const [key, value] of Object.entries(selector)) {
      const found = filed.get(placeOf(namespace, key, value)) ?? [];
      if (fewest === undefined || found.length < fewest.length) fewest = found;
    }
    return (fewest ?? []).filter((item) => selects(selector, this.labelsOf(item)));
  }

  /** Only once somebody asks: most meshes have no selectors but Kubernetes' own. */
  #file(): Map<string, Item[]> {
    const result = new Map<string, Item[]>();
    for (const item of this.items)
      for (const [key, value] of Object.entries(this.labelsOf(item))) {
        const place = placeOf(item.namespace, key, value);
        const list = result.get(place);
        if (list) list.push(item);
        else result.set(place, [item]);
      }
    return result;
  }
}

function placeOf(namespace: string, key: string, value: string): string {
  return `${namespace}/${key}=${value}`;
}
