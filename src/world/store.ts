/** A value that can be watched. React reads it through {@link useStore}. */
export interface Store<T> {
  readonly get: () => T;
  readonly set: (next: T) => void;
  /** Merges some fields. */
  readonly patch: (fields: Partial<T>) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createStore<T extends object>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const set = (next: T): void => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => value,
    set,
    patch: (fields) => {
      set({ ...value, ...fields });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
