/** The virtual home: a small tree of text files. `~` is `/home/learner`. */
export interface VirtualFiles {
  /** Absolute, normalised path for a path typed in `cwd`; `~` expands. */
  resolve(path: string, cwd: string): string;
  /** undefined when there is no such file. */
  read(path: string): string | undefined;
  /** Creates parents; throws {@link FileError} when a directory stands there or the quota is spent. */
  write(path: string, text: string): void;
  remove(path: string): void;
  makeDirectory(path: string): void;
  isDirectory(path: string): boolean;
  /** Names directly inside a directory, sorted; directories end in `/`. */
  list(path: string): readonly string[];
  /** True for a file, a directory or a device. */
  exists(path: string): boolean;
  /** Every file path, sorted. */
  all(): readonly string[];
  watch(listener: (path: string) => void): () => void;
}

export const HOME = '/home/learner';

/** The path as people name it: relative to the home when it lies there. */
export function fromHome(path: string): string {
  return path.startsWith(`${HOME}/`) ? path.slice(HOME.length + 1) : path;
}

/** `errno` names: ENOENT, EISDIR, ENOTDIR, ENOSPC, EEXIST, ENOTEMPTY. */
export class FileError extends Error {
  override readonly name = 'FileError';
  constructor(
    readonly errno: string,
    message: string,
  ) {
    super(message);
  }
}
