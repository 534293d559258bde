import type { VirtualFiles } from './files';

interface Times {
  readonly sinceMs: number;
  readonly changedMs: Map<string, number>;
}

const times = new WeakMap<VirtualFiles, Times>();

/** Remembers when files change, for `ls -l`; what stood before counts as changed now. */
export function trackModificationTimes(files: VirtualFiles, now: () => number): void {
  if (times.has(files)) return;
  const tracked: Times = { sinceMs: now(), changedMs: new Map() };
  times.set(files, tracked);
  files.watch((path) => {
    tracked.changedMs.set(path, now());
  });
}

/** When a file last changed, epoch milliseconds. */
export function modifiedAt(files: VirtualFiles, path: string): number | undefined {
  const tracked = times.get(files);
  return tracked?.changedMs.get(path) ?? tracked?.sinceMs;
}
