import { useEffect, useRef, useState } from 'react';
import { AnswerReader, count, keepLatest, type Answer, type Counts } from './answers';
import type { MiniWorld } from './mini-world';

const APPLY_AFTER_MS = 150;
const NOTHING: Counts = { safe: 0, risky: 0 };

export interface MiniWorldState {
  readonly answers: readonly Answer[];
  readonly counts: Counts;
  readonly failed: boolean;
}

/** Runs the landing page's mesh once the page is at rest, and keeps its weight at `risky` percent. */
export function useMiniWorld(risky: number): MiniWorldState {
  const [state, setState] = useState<MiniWorldState>({ answers: [], counts: NOTHING, failed: false });
  const world = useRef<MiniWorld>(undefined);
  const wanted = useRef(risky);

  useEffect(() => {
    const leaving = new AbortController();
    const hasLeft = (): boolean => leaving.signal.aborted;
    const reader = new AnswerReader();
    const show = (piece: string): void => {
      const more = reader.read(piece);
      if (more.length === 0) return;
      setState((old) => ({
        ...old,
        answers: keepLatest(old.answers, more),
        counts: count(old.counts, more),
      }));
    };
    const start = async (): Promise<void> => {
      const { openMiniWorld } = await import('./mini-world');
      if (hasLeft()) return;
      const weight = wanted.current;
      world.current = await openMiniWorld(weight, show);
      if (hasLeft()) world.current.close();
      else if (wanted.current !== weight) world.current.setWeight(wanted.current);
    };
    const cancel = whenIdle(() => {
      start().catch(() => {
        setState((old) => ({ ...old, failed: true }));
      });
    });
    return () => {
      leaving.abort();
      cancel();
      world.current?.close();
    };
  }, []);

  useEffect(() => {
    if (wanted.current === risky) return;
    wanted.current = risky;
    setState((old) => ({ ...old, counts: NOTHING }));
    const timer = setTimeout(() => world.current?.setWeight(risky), APPLY_AFTER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [risky]);

  return state;
}

/** Calls back when the browser has nothing better to do. Answers how to call it off. */
function whenIdle(callback: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(callback, 200);
    return () => {
      clearTimeout(timer);
    };
  }
  const handle = requestIdleCallback(callback, { timeout: 1500 });
  return () => {
    cancelIdleCallback(handle);
  };
}
