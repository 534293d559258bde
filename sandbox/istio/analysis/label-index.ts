import { memoByObject } from '../../lib/memo';
import type { AnalysisContext } from './context';
import type { Resource } from './resource';
import { selectorMatches, type Labels } from './selector';

/** Things with labels: finds what a selector picks without looking at all of them. */
export class LabelIndex<Item> {
  readonly #byPair = new Map<string, Item[]>();

  constructor(
    private readonly items: readonly Item[],
    private readonly labelsOf: (item: Item) => Labels,
  ) {
    for (const item of items) {
      for (const [key, value] of Object.entries(labelsOf(item))) {
        const pair = pairOf(key, value);
        const known = this.#byPair.get(pair);
        if (known) known.push(item);
        else this.#byPair.set(pair, [item]);
      }
    }
  }

  /** What carries every pair of a selector, in the order it was given; everything for an empty one. */
  selectedBy(selector: Labels): readonly Item[] {
    let fewest = this.items;
    for (const [key, value] of Object.entries(selector)) {
      const items = this.#byPair.get(pairOf(key, value));
      if (items === undefined) return [];
      if (items.length < fewest.length) fewest = items;
    }
    return fewest.filter((item) => selectorMatches(selector, this.labelsOf(item)));
  }
}

/** The pods of a context by their labels. */
export const podsByLabels = memoByObject(
  (context: AnalysisContext): LabelIndex<Resource> =>
    new LabelIndex(context.all('Pod'), ({ labels }) => labels),
);

function pairOf(key: string, value: string): string {
  return `${key}=${value}`;
}
