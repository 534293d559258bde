const HOME_PREFIX = /^(?:\/home\/learner\/|~\/|\.\/)/;

/** A path as the editor knows it: relative to the home. The cluster remembers where objects came from in full. */
export function homeFile(path: string): string {
  return path.replace(HOME_PREFIX, '');
}
