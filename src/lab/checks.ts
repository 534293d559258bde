import type { CheckResult } from '../../sandbox/index';
import { markPassed, type ProgressStore } from '../progress/progress';
import { createStore, type Store } from '../world/store';
import type { WorldClient } from '../world/client';

/** How the lab's checks stand now. */
export interface CheckBoard {
  /** The check being evaluated. */
  readonly running?: string;
  readonly results: Readonly<Record<string, CheckResult>>;
  /** Feedback keys of the mistakes the world shows. */
  readonly mistakes: readonly string[];
}

export type CheckStore = Store<CheckBoard>;

export function createChecks(): CheckStore {
  return createStore<CheckBoard>({ results: {}, mistakes: [] });
}

/**
 * Evaluates every check whenever somebody changed the cluster. Runs in the worker, one check at a time, so that the
 * terminal stays alive in between. Answers how to stop.
 */
export function keepChecking(client: WorldClient, progress: ProgressStore, board: CheckStore): () => void {
  let stopped = false;
  let judged = -1;
  let working = false;

  const judge = async (): Promise<void> => {
    const revision = client.state.get().revision;
    const outdated = (): boolean => stopped || client.state.get().revision !== revision;
    for (const check of client.bundle.lab.checks) {
      board.patch({ running: check.id });
      const result = await client.runCheck(check);
      if (outdated()) return;
      if (result === undefined) continue;
      board.patch({ results: { ...board.get().results, [check.id]: result } });
      if (result.passed) markPassed(progress, check.id);
    }
    const mistakes = (await client.detectMistakes()) ?? [];
    if (outdated()) return;
    board.patch({ mistakes });
    judged = revision;
  };
  const judgeUntilCurrent = async (): Promise<void> => {
    if (working) return;
    working = true;
    while (!stopped && client.state.get().phase === 'ready' && judged !== client.state.get().revision)
      await judge();
    board.patch({ running: undefined });
    working = false;
  };
  const unsubscribe = client.state.subscribe(() => {
    const { phase, revision } = client.state.get();
    if (phase === 'ready' && revision !== judged && revision > 0) void judgeUntilCurrent();
  });
  return () => {
    stopped = true;
    unsubscribe();
  };
}
