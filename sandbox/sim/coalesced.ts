import type { Kernel } from './kernel';

/** Asks for something that is done once for all who ask before it is. @param delayMs after the first of them, virtual */
export function coalesced(kernel: Kernel, delayMs: number, act: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    kernel.schedule(delayMs * 1000, () => {
      waiting = false;
      act();
    });
  };
}
