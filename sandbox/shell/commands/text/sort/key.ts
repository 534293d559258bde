import { byCodePoint } from '../../../text/width';

/** Letters of the ordering options: n h V g f b d r. */
export interface Ordering {
  readonly letters: string;
}

/** `-k 2.3n,4`: from a field and character to a field and character (0: its end). */
export interface SortKey {
  readonly startField: number;
  readonly startChar: number;
  readonly endField: number | undefined;
  readonly endChar: number;
  readonly ordering: Ordering;
}

/** Reads a key definition; answers sort's complaint when it is malformed. */
export function parseKey(text: string, global: Ordering): SortKey | string {
  const match = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.(\d+))?([a-zA-Z]*))?$/.exec(text);
  if (!match) return `invalid number at field start: invalid count at start of ‘${text}’`;
  const [, startField = '', startChar, startLetters = '', endField, endChar, endLetters = ''] = match;
  if (Number(startField) === 0) return `field number is zero: invalid field specification ‘${text}’`;
  if (startChar !== undefined && Number(startChar) === 0)
    return `character offset is zero: invalid field specification ‘${text}’`;
  const letters = startLetters + endLetters;
  const unknown = /[^nhVgfbdriM]/.exec(letters)?.[0];
  if (unknown !== undefined) return `stray character in field spec: invalid field specification ‘${text}’`;
  return {
    startField: Number(startField),
    startChar: Number(startChar ?? 1),
    endField: endField === undefined ? undefined : Number(endField),
    endChar: Number(endChar ?? 0),
    ordering: letters === '' ? global : { letters },
  };
}

/** The comparison of whole lines that keys and options describe. */
export function compareBy(
  keys: readonly SortKey[],
  global: Ordering,
  separator: string | undefined,
  { isStable }: { readonly isStable: boolean },
): (a: string, b: string) => number {
  const isReversed = global.letters.includes('r');
  const rules = keys.map((key) => ({
    key,
    compare: comparison(key.ordering),
    sign: key.ordering.letters.includes('r') ? -1 : 1,
  }));
  const whole = comparison(global);
  const isPlain = keys.length === 0 && global.letters.replace('r', '') === '';
  return (a, b) => {
    for (const { key, compare, sign } of rules) {
      const order = compare(keyText(a, key, separator), keyText(b, key, separator));
      if (order !== 0) return order * sign;
    }
    if (rules.length === 0 && !isPlain) {
      const order = whole(a, b);
      if (order !== 0) return isReversed ? -order : order;
    }
    if (isStable && !isPlain) return 0;
    const order = byCodePoint(a, b);
    return isReversed ? -order : order;
  };
}

function keyText(line: string, key: SortKey, separator: string | undefined): string {
  const skipsBlanks = key.ordering.letters.includes('b');
  const fields = fieldBounds(line, separator);
  const place = (field: number, char: number, isEnd: boolean): number => {
    const bounds = fields[field - 1];
    if (!bounds) return line.length;
    if (isEnd && char === 0) return bounds[1];
    const blanks = skipsBlanks ? (/^[ \t]*/.exec(line.slice(bounds[0], bounds[1]))?.[0].length ?? 0) : 0;
    return Math.min(bounds[0] + blanks + char - (isEnd ? 0 : 1), isEnd ? bounds[1] : line.length);
  };
  const start = place(key.startField, key.startChar, false);
  const end = key.endField === undefined ? line.length : place(key.endField, key.endChar, true);
  return line.slice(start, Math.max(start, end));
}

/** Start and end of each field; without a separator a field begins with its leading blanks. */
function fieldBounds(line: string, separator: string | undefined): (readonly [number, number])[] {
  const bounds: (readonly [number, number])[] = [];
  if (separator !== undefined) {
    let start = 0;
    for (let end = line.indexOf(separator); end >= 0; end = line.indexOf(separator, start)) {
      bounds.push([start, end]);
      start = end + 1;
    }
    bounds.push([start, line.length]);
    return bounds;
  }
  for (const match of line.matchAll(/[ \t]*[^ \t]+|[ \t]+$/g))
    bounds.push([match.index, match.index + match[0].length]);
  return bounds;
}

function comparison({ letters }: Ordering): (a: string, b: string) => number {
  if (letters.includes('n')) return (a, b) => leadingNumber(a) - leadingNumber(b);
  if (letters.includes('h'))
    return (a, b) => humanOrder(a) - humanOrder(b) || leadingNumber(a) - leadingNumber(b);
  if (letters.includes('g')) return (a, b) => generalNumber(a) - generalNumber(b);
  if (letters.includes('V')) return compareVersions;
  const prepare = (text: string): string => {
    let prepared = letters.includes('b') ? text.replace(/^[ \t]+/, '') : text;
    if (letters.includes('d')) prepared = prepared.replace(/[^\p{L}\p{N} \t]/gu, '');
    return letters.includes('f') ? prepared.toUpperCase() : prepared;
  };
  return letters.replace('r', '') === '' ? byCodePoint : (a, b) => byCodePoint(prepare(a), prepare(b));
}

function leadingNumber(text: string): number {
  const digits = /^[ \t]*(-?\d*\.?\d*)/.exec(text)?.[1] ?? '';
  return Number.parseFloat(digits) || 0;
}

function generalNumber(text: string): number {
  const value = Number.parseFloat(text);
  return Number.isNaN(value) ? -Infinity : value;
}

function humanOrder(text: string): number {
  const [, sign = '', digits = '', suffix = ''] = /^[ \t]*(-?)(\d*\.?\d*)([KkMGTPEZY]?)/.exec(text) ?? [];
  if ((Number.parseFloat(digits) || 0) === 0) return 0;
  const order = ' KMGTPEZY'.indexOf(suffix === '' ? ' ' : suffix.toUpperCase()) + 1;
  return sign === '-' ? -order : order;
}

function compareVersions(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const x = left[i] ?? '';
    const y = right[i] ?? '';
    const order = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : byCodePoint(x, y);
    if (order !== 0) return order;
  }
  return 0;
}
