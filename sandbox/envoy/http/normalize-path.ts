import type { HttpConnectionManager } from '../config/index';

/**
 * Normalises a `:path` as the connection manager asks: backslashes become slashes, escapes of unreserved characters
 * are decoded, `.` and `..` are resolved; double slashes stay unless `mergeSlashes`. The query is left alone.
 */
export function normalizePath(path: string, manager: HttpConnectionManager): string {
  if (manager.normalizePath !== true || isPlain(path, manager)) return path;
  const end = path.search(/[?#]/);
  const pathname = end < 0 ? path : path.slice(0, end);
  const rest = end < 0 ? '' : path.slice(end);
  let text = pathname;
  if (manager.pathWithEscapedSlashesAction === 'UNESCAPE_AND_FORWARD')
    text = text.replace(/%2f/gi, '/').replace(/%5c/gi, '\\');
  text = decodeUnreserved(text.replaceAll('\\', '/'));
  text = removeDotSegments(text);
  if (manager.mergeSlashes === true) text = text.replace(/\/{2,}/g, '/');
  return text + rest;
}

/** Nothing in it that normalisation could change; most paths are, so they are looked through without a copy. */
function isPlain(path: string, manager: HttpConnectionManager): boolean {
  for (let i = 0; i < path.length; i++) {
    const unit = path.charCodeAt(i);
    if (unit === 0x3f || unit === 0x23) return true; // query or fragment
    if (unit === 0x5c) return false; // backslash
    if (unit === 0x25) {
      const escaped = hexDigit(path.charCodeAt(i + 1)) * 16 + hexDigit(path.charCodeAt(i + 2));
      if (isUnreserved(escaped)) return false;
      const slash = escaped === 0x2f || escaped === 0x5c;
      if (slash && manager.pathWithEscapedSlashesAction === 'UNESCAPE_AND_FORWARD') return false;
    }
    if (unit !== 0x2f) continue;
    const next = path.charCodeAt(i + 1);
    if (next === 0x2e || (next === 0x2f && manager.mergeSlashes === true)) return false; // /. or //
  }
  return true;
}

/** The value of a hexadecimal digit; NaN when it is none. */
function hexDigit(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : NaN;
}

/** RFC 3986: letters, digits, `-`, `.`, `_`, `~`. */
function isUnreserved(unit: number): boolean {
  const lower = unit | 0x20;
  if ((unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && lower >= 0x61 && lower <= 0x7a)) return true;
  return unit === 0x2d || unit === 0x2e || unit === 0x5f || unit === 0x7e;
}

function decodeUnreserved(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (escape, hex: string) => {
    const unit = Number.parseInt(hex, 16);
    return isUnreserved(unit) ? String.fromCharCode(unit) : escape;
  });
}

/** Resolves `.` and `..` as a URL parser does; a leading run of empty segments is kept. */
function removeDotSegments(text: string): string {
  if (!text.startsWith('/')) return text;
  const result: string[] = [];
  const segments = text.slice(1).split('/');
  segments.forEach((segment, index) => {
    const last = index === segments.length - 1;
    if (segment === '..') {
      result.pop();
      if (last) result.push('');
    } else if (segment === '.') {
      if (last) result.push('');
    } else {
      result.push(segment);
    }
  });
  return `/${result.join('/')}`;
}
