import { createStore, get, set } from 'idb-keyval';

/** Why something is not being kept. */
export type StorageProblem = 'denied' | 'full' | 'otherTab';

/** Keeps values across reloads; never throws, reports problems once each. */
export interface Storage {
  load(key: string): Promise<unknown>;
  save(key: string, value: unknown): Promise<void>;
}

/** IndexedDB. When it is denied or full the page goes on in memory and `onProblem` is told. */
export function createStorage(onProblem: (problem: StorageProblem) => void): Storage {
  const reported = new Set<StorageProblem>();
  const report = (error: unknown): void => {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    const problem = full ? 'full' : 'denied';
    if (reported.has(problem)) return;
    reported.add(problem);
    onProblem(problem);
  };
  let opened: ReturnType<typeof createStore> | undefined;
  // Opening throws where storage is switched off, so it happens inside the guarded calls.
  const store = (): ReturnType<typeof createStore> => (opened ??= createStore('drydock', 'values'));
  return {
    async load(key) {
      try {
        return await get<unknown>(key, store());
      } catch (error) {
        report(error);
        return undefined;
      }
    },
    async save(key, value) {
      try {
        await set(key, value, store());
      } catch (error) {
        report(error);
      }
    },
  };
}

/**
 * Claims a name for this tab. Answers how to give it back, or undefined when another tab has it:
 * two tabs that save the same lab would overwrite each other's work.
 */
export async function claim(name: string): Promise<(() => void) | undefined> {
  if (!('locks' in navigator)) return () => undefined;
  return new Promise((resolve) => {
    void navigator.locks
      .request(name, { ifAvailable: true }, async (lock) => {
        if (lock === null) {
          resolve(undefined);
          return;
        }
        await new Promise<void>((release) => {
          resolve(release);
        });
      })
      .catch(() => {
        resolve(() => undefined);
      });
  });
}
