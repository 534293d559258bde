import { HOME, type World } from '../../index';
import type { HomeFile } from './protocol';

/** Folders and files of the home that are reference material, not the learner's. */
const REFERENCE = ['samples/', 'curl.txt', '.'];

/** Absolute path of a file of the home. */
export function homePath(relative: string): string {
  return `${HOME}/${relative}`;
}

/** Path below `~`, undefined outside of it and for reference material. */
export function homeRelative(path: string): string | undefined {
  if (!path.startsWith(`${HOME}/`)) return undefined;
  const relative = path.slice(HOME.length + 1);
  return REFERENCE.some((prefix) => relative.startsWith(prefix)) ? undefined : relative;
}

/** The learner's files. */
export function readHome(world: World): HomeFile[] {
  return world.files.all().flatMap((path) => {
    const relative = homeRelative(path);
    return relative === undefined ? [] : [{ path: relative, text: world.files.read(path) ?? '' }];
  });
}
