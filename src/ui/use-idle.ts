import { useEffect, useState } from 'react';

/** Time for the answer to what was typed meanwhile. */
const ANSWER_MS = 100;
const AT_LATEST_MS = 1000;

/** True from the first quiet moment after `ready`: heavy parts load then, so that none stands before an answer. */
export function useIdle(ready: boolean): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    if (!ready) return undefined;
    let request: number | undefined;
    const timer = setTimeout(() => {
      // Safari has no such thing.
      if (!('requestIdleCallback' in window)) setIdle(true);
      else {
        request = requestIdleCallback(
          () => {
            setIdle(true);
          },
          { timeout: AT_LATEST_MS },
        );
      }
    }, ANSWER_MS);
    return () => {
      clearTimeout(timer);
      if (request !== undefined) cancelIdleCallback(request);
      setIdle(false);
    };
  }, [ready]);
  return ready && idle;
}
