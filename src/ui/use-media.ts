import { useSyncExternalStore } from 'react';

/** Whether a media query holds; `fallback` where there is no screen (server rendering). */
export function useMedia(query: string, fallback = false): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => {
        list.removeEventListener('change', changed);
      };
    },
    () => window.matchMedia(query).matches,
    () => fallback,
  );
}
