import { useEffect, useRef, useState } from 'react';

/**
 * Asks again and again while mounted and shown; the next question waits for the last answer.
 * @param ask must keep its identity while the question is the same
 * @returns the last answer
 */
export function usePoll<T>(ask: () => Promise<T | undefined>, everyMs: number, active = true): T | undefined {
  const [answer, setAnswer] = useState<T>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (!active) return undefined;
    let over = false;
    const again = async (): Promise<void> => {
      const next = document.hidden ? undefined : await ask();
      if (over) return;
      if (next !== undefined) setAnswer(next);
      timer.current = setTimeout(() => void again(), everyMs);
    };
    void again();
    return () => {
      over = true;
      clearTimeout(timer.current);
    };
  }, [ask, everyMs, active]);
  return answer;
}
