import { useSyncExternalStore } from 'react';
import { useMaybeLab } from '../world/WorldProvider';

/** The answer committed to a question, on this or an earlier visit. */
export function useCommitted(question: string): string | undefined {
  const progress = useMaybeLab()?.progress;
  return useSyncExternalStore(
    progress?.subscribe ?? (() => () => undefined),
    () => progress?.get().predictions[question],
    () => undefined,
  );
}
