/** Where something was written, and endpoints, do not make it another cluster. */
const IGNORED: ReadonlySet<string> = new Set(['origin', 'loadAssignment']);

/** Whether two pieces of configuration say the same, wherever they were written. Absent and undefined are the same. */
export function sameSettings(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => sameSettings(item, b[index]));
  }
  return sameFields(a as Fields, b as Fields) && hasNoMore(b as Fields, a as Fields);
}

type Fields = Readonly<Record<string, unknown>>;

function sameFields(a: Fields, b: Fields): boolean {
  for (const key in a) {
    if (!IGNORED.has(key) && !sameSettings(a[key], b[key])) return false;
  }
  return true;
}

function hasNoMore(a: Fields, b: Fields): boolean {
  for (const key in a) {
    if (a[key] !== undefined && b[key] === undefined && !IGNORED.has(key)) return false;
  }
  return true;
}
