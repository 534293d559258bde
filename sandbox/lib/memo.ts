/**
 * A function of a text that remembers its answers. The memory starts over when it holds `limit` of them, so that
 * hostile input cannot fill it.
 */
export function memo<T>(limit: number, answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    const found = answer(text);
    if (known.size >= limit) known.clear();
    known.set(text, found);
    return found;
  };
}
