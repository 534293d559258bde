import { useSyncExternalStore } from 'react';
import type { Store } from './store';

/**
 * Reads a part of a store and renders again when that part changes.
 * @param select must answer the same reference while the part is the same
 */
export function useStore<T, S>(store: Store<T>, select: (value: T) => S): S {
  const read = (): S => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}
