import type { HttpConnectionManager } from '../config/index';

/**
 * Normalises a `:path` as the connection manager asks: backslashes become slashes, escapes of unreserved characters
 * are decoded, `.` and `..` are resolved; double slashes stay unless `mergeSlashes`. The query is left alone.
 */
export function normalizePath(path: string, manager: HttpConnectionManager): string {
  if (manager.normalizePath !== true || isPlain(path)) return path;
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

/** Nothing in it that normalisation could change. */
function isPlain(path: string): boolean {
  for (let i = 0; i < path.length; i++) {
    const unit = path.charCodeAt(i);
    if (unit === 0x3f || unit === 0x23) return true; // query or fragment
    if (unit === 0x25 || unit === 0x5c) return false; // % or backslash
    if (unit !== 0x2f) continue;
    const next = path.charCodeAt(i + 1);
    if (next === 0x2e || next === 0x2f) return false; // /. or //
  }
  return true;
}

function decodeUnreserved(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (escape, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : escape;
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
