/** A node of a {@link PrefixTrie}: the numbers filed under exactly this prefix, ascending. */
interface TrieNode {
  readonly children: Map<number, TrieNode>;
  readonly filed: number[];
}

/** Numbers filed under text prefixes; a look-up visits the lists of every prefix of a text, shortest first. */
export class PrefixTrie {
  readonly #root: TrieNode = { children: new Map(), filed: [] };

  /** Files a number; callers file in ascending order. */
  add(prefix: string, value: number): void {
    let node = this.#root;
    for (let i = 0; i < prefix.length; i++) {
      const unit = prefix.charCodeAt(i);
      let child = node.children.get(unit);
      if (!child) {
        child = { children: new Map(), filed: [] };
        node.children.set(unit, child);
      }
      node = child;
    }
    node.filed.push(value);
  }

  /**
   * The smallest number below `limit` that is filed under a prefix of `text` and passes the test; else `limit`.
   * Allocates nothing.
   */
  first<C>(text: string, limit: number, test: (value: number, context: C) => boolean, context: C): number {
    let best = limit;
    let node: TrieNode | undefined = this.#root;
    for (let i = 0; node; i++) {
      best = firstPassing(node.filed, best, test, context);
      if (i === text.length) break;
      node = node.children.get(text.charCodeAt(i));
    }
    return best;
  }
}

/** The first number of an ascending list below `limit` that passes the test; else `limit`. */
export function firstPassing<C>(
  list: readonly number[],
  limit: number,
  test: (value: number, context: C) => boolean,
  context: C,
): number {
  for (const value of list) {
    if (value >= limit) return limit;
    if (test(value, context)) return value;
  }
  return limit;
}
