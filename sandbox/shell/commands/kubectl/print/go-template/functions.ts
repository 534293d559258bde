import { compareText } from '../../../../../lib/compare-text';
import { octetText } from '../../../../../lib/octet-text';
import { utf8Text } from '../../../../../net/index';
import { isRecord } from '../../../../../kube/index';
import { decodeBytes } from '../../../../../lib/base64';
import { formatPrintf } from '../../../../text/printf';
import { TemplateError } from './parse';

type TemplateFunction = (...args: readonly unknown[]) => unknown;

/** What Go prints for a value. */
export function shown(value: unknown): string {
  if (value === undefined) return '<no value>';
  if (value === null) return '<nil>';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(shown).join(' ')}]`;
  if (!isRecord(value)) return '';
  const members = Object.keys(value)
    .sort()
    .map((key) => `${key}:${shown(value[key])}`);
  return `map[${members.join(' ')}]`;
}

export function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isRecord(value)) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== '' && value !== 0 && value !== false;
}

function order(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  throw new TemplateError('incompatible types for comparison');
}

function index(of: unknown, ...keys: readonly unknown[]): unknown {
  let at = of;
  for (const key of keys) {
    if (Array.isArray(at) && typeof key === 'number') {
      if (key < 0 || key >= at.length)
        throw new TemplateError(`error calling index: index out of range: ${String(key)}`);
      at = (at as readonly unknown[])[key];
    } else if (isRecord(at)) at = at[String(key)];
    else
      throw new TemplateError(
        `error calling index: can't index item of type ${at === undefined ? 'nil' : typeof at}`,
      );
  }
  return at;
}

function decode(text: unknown): string {
  const bytes = decodeBytes(String(text));
  if (bytes === undefined) throw new TemplateError('error calling base64decode: illegal base64 data');
  return utf8Text(bytes) ?? octetText(bytes);
}

/** Go's functions and the two that kubectl adds (`exists`, `base64decode`). */
export const functions: Readonly<Record<string, TemplateFunction | undefined>> = {
  print: (...args) => args.map(shown).join(''),
  println: (...args) => `${args.map(shown).join(' ')}\n`,
  printf: (format, ...args) =>
    formatPrintf(
      shown(format)
        .replaceAll('\\', '\\\\')
        .replace(/%[vq]/g, (verb) => (verb === '%q' ? '"%s"' : '%s')),
      args.map(shown),
    ).text,
  len: (of) =>
    typeof of === 'string' || Array.isArray(of) ? of.length : Object.keys(isRecord(of) ? of : {}).length,
  index,
  not: (value) => !isTruthy(value),
  and: (...args) => args.find((value) => !isTruthy(value)) ?? args.at(-1),
  or: (...args) => args.find(isTruthy) ?? args.at(-1),
  eq: (first, ...others) => others.some((other) => JSON.stringify(other) === JSON.stringify(first)),
  ne: (a, b) => JSON.stringify(a) !== JSON.stringify(b),
  lt: (a, b) => order(a, b) < 0,
  le: (a, b) => order(a, b) <= 0,
  gt: (a, b) => order(a, b) > 0,
  ge: (a, b) => order(a, b) >= 0,
  html: (text) => shown(text),
  exists(of, ...keys) {
    try {
      return index(of, ...keys) !== undefined;
    } catch {
      return false;
    }
  },
  base64decode: decode,
};
