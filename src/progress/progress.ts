import { createStore, type Store } from '../world/store';

/** What a learner has done in one lab. */
export interface Progress {
  readonly version: 1;
  /** Ids of checks that passed at least once. */
  readonly passed: readonly string[];
  /** Predictions committed: question id → chosen answer. */
  readonly predictions: Readonly<Record<string, string>>;
  /** Hints opened. */
  readonly hints: readonly string[];
}

export type ProgressStore = Store<Progress>;

const NOTHING: Progress = { version: 1, passed: [], predictions: {}, hints: [] };

export function createProgress(): ProgressStore {
  return createStore<Progress>(NOTHING);
}

/** Whatever is on the disk: keeps the parts that are sound. */
export function recoverProgress(stored: unknown): Progress {
  if (typeof stored !== 'object' || stored === null) return NOTHING;
  const { passed, predictions, hints } = stored as Record<string, unknown>;
  return {
    version: 1,
    passed: strings(passed),
    hints: strings(hints),
    predictions:
      typeof predictions === 'object' && predictions !== null
        ? Object.fromEntries(
            Object.entries(predictions).filter(
              (entry): entry is [string, string] => typeof entry[1] === 'string',
            ),
          )
        : {},
  };
}

export function markPassed(store: ProgressStore, id: string): void {
  const { passed } = store.get();
  if (!passed.includes(id)) store.patch({ passed: [...passed, id] });
}

export function markHint(store: ProgressStore, id: string): void {
  const { hints } = store.get();
  if (!hints.includes(id)) store.patch({ hints: [...hints, id] });
}

export function commitPrediction(store: ProgressStore, question: string, answer: string): void {
  store.patch({ predictions: { ...store.get().predictions, [question]: answer } });
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
