import { compareText } from '../lib/compare-text';
import { FileError, HOME, type VirtualFiles } from './files';

/** Most characters all files together may hold. */
const FILE_QUOTA = 8 * 1024 * 1024;

/** Files that are always there and hold nothing. */
const NULL_DEVICE = '/dev/null';

const ALWAYS = ['/', '/dev', '/dev/fd', '/tmp', '/home', HOME];

/**
 * A tree of text files in memory.
 * @param initial path → text; relative paths are below `~`
 */
export function createVirtualFiles(
  initial: Readonly<Record<string, string>> = {},
  quota = FILE_QUOTA,
): VirtualFiles {
  const files = new Tree(quota);
  for (const [path, text] of Object.entries(initial)) files.write(files.resolve(path, HOME), text);
  return files;
}

class Tree implements VirtualFiles {
  readonly #texts = new Map<string, string>();
  readonly #directories = new Set<string>(ALWAYS);
  readonly #listeners = new Set<(path: string) => void>();
  #used = 0;

  constructor(readonly quota: number) {}

  resolve(path: string, cwd: string): string {
    if (path === '~' || path.startsWith('~/')) return normalise(HOME + path.slice(1));
    return normalise(path.startsWith('/') ? path : `${cwd}/${path}`);
  }

  read(path: string): string | undefined {
    return path === NULL_DEVICE ? '' : this.#texts.get(path);
  }

  write(path: string, text: string): void {
    if (path === NULL_DEVICE) return;
    if (this.#directories.has(path)) throw new FileError('EISDIR', 'Is a directory');
    const used = this.#used - (this.#texts.get(path)?.length ?? 0) + text.length;
    if (used > this.quota) throw new FileError('ENOSPC', 'No space left on device');
    this.makeDirectory(parentOf(path));
    this.#used = used;
    this.#texts.set(path, text);
    this.#changed(path);
  }

  remove(path: string): void {
    const text = this.#texts.get(path);
    if (text !== undefined) {
      this.#used -= text.length;
      this.#texts.delete(path);
      this.#changed(path);
      return;
    }
    if (!this.#directories.has(path)) throw new FileError('ENOENT', 'No such file or directory');
    if (this.list(path).length > 0) throw new FileError('ENOTEMPTY', 'Directory not empty');
    if (ALWAYS.includes(path)) throw new FileError('EBUSY', 'Device or resource busy');
    this.#directories.delete(path);
    this.#changed(path);
  }

  makeDirectory(path: string): void {
    if (this.#directories.has(path)) return;
    if (this.exists(path)) throw new FileError('ENOTDIR', 'Not a directory');
    this.makeDirectory(parentOf(path));
    this.#directories.add(path);
    this.#changed(path);
  }

  isDirectory(path: string): boolean {
    return this.#directories.has(path);
  }

  exists(path: string): boolean {
    return path === NULL_DEVICE || this.#texts.has(path) || this.#directories.has(path);
  }

  list(path: string): readonly string[] {
    const prefix = path === '/' ? '/' : `${path}/`;
    const names: string[] = [];
    for (const file of this.#texts.keys()) {
      if (isChild(file, prefix)) names.push(file.slice(prefix.length));
    }
    for (const directory of this.#directories) {
      if (isChild(directory, prefix)) names.push(`${directory.slice(prefix.length)}/`);
    }
    return names.sort(compareText);
  }

  all(): readonly string[] {
    return [...this.#texts.keys()].filter((path) => !path.startsWith('/dev/')).sort(compareText);
  }

  watch(listener: (path: string) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #changed(path: string): void {
    if (path.startsWith('/dev/')) return;
    for (const listener of this.#listeners) listener(path);
  }
}

/** The directory a path lies in; `/` for the root itself. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function isChild(path: string, prefix: string): boolean {
  return path.length > prefix.length && path.startsWith(prefix) && !path.includes('/', prefix.length);
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
