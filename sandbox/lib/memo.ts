/**
 * A function of a text that remembers its answers. The memory starts over when it holds `limit` of them, so that
 * hostile input cannot fill it.
 */
export function memo<T>(limit: number, answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  /** The last question, which is often the next one too. */
  let asked = '';
  let answered: T | undefined;
  return (text) => {
    if (text === asked && answered !== undefined) return answered;
    let found = known.get(text);
    if (found === undefined && !known.has(text)) {
      found = answer(text);
      if (known.size >= limit) known.clear();
      known.set(text, found);
    }
    asked = text;
    answered = found;
    return found as T;
  };
}

/** A function of an object that remembers its answer for as long as the object lives. */
export function memoByObject<Key extends WeakKey, T>(answer: (object: Key) => T): (object: Key) => T {
  const known = new WeakMap<Key, T>();
  return (object) => {
    const before = known.get(object);
    if (before !== undefined || known.has(object)) return before as T;
    const found = answer(object);
    known.set(object, found);
    return found;
  };
}
