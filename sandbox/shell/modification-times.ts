import type { VirtualFiles } from './files';

const times = new WeakMap<VirtualFiles, Map<string, number>>();

/** Remembers when files change, for `ls -l`; what stood before counts as changed now. */
export function trackModificationTimes(files: VirtualFiles, now: () => number): void {
  if (times.has(files)) return;
  const changed = new Map<string, number>(files.all().map((path) => [path, now()]));
  times.set(files, changed);
  files.watch((path) => {
    changed.set(path, now());
  });
}

/** When a file last changed, epoch milliseconds. */
export function modifiedAt(files: VirtualFiles, path: string): number | undefined {
  return times.get(files)?.get(path);
}
