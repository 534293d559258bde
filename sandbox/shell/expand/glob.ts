import type { VirtualFiles } from '../files';
import { compilePattern, hasPatternCharacters, type PatternPiece } from './pattern';

/** The paths a field matches, sorted; the field itself, unquoted, when it is no pattern or nothing matches. */
export function expandGlob(field: readonly PatternPiece[], files: VirtualFiles, cwd: string): string[] {
  const text = field.map((piece) => piece.text).join('');
  const isPattern = field.some((piece) => !piece.quoted && hasPatternCharacters(piece.text));
  if (!isPattern) return [text];
  const isAbsolute = text.startsWith('/');
  let found = [isAbsolute ? '/' : ''];
  const segments = splitSegments(field).filter((segment) => segment.length > 0);
  segments.forEach((segment, i) => {
    const isLast = i === segments.length - 1;
    found = found.flatMap((base) => matchSegment(base, segment, isLast, files, cwd));
  });
  if (found.length === 0) return [text];
  return text.endsWith('/') ? found.map((path) => `${path}/`) : found;
}

function matchSegment(
  base: string,
  segment: readonly PatternPiece[],
  isLast: boolean,
  files: VirtualFiles,
  cwd: string,
): string[] {
  const text = segment.map((piece) => piece.text).join('');
  const join = (name: string): string =>
    base === '' || base.endsWith('/') ? base + name : `${base}/${name}`;
  if (!segment.some((piece) => !piece.quoted && hasPatternCharacters(piece.text))) {
    return files.exists(files.resolve(join(text), cwd)) ? [join(text)] : [];
  }
  const pattern = compilePattern(segment);
  return files
    .list(files.resolve(base === '' ? '.' : base, cwd))
    .filter((name) => isLast || name.endsWith('/'))
    .map((name) => name.replace(/\/$/, ''))
    .filter((name) => (!name.startsWith('.') || text.startsWith('.')) && pattern.matches(name))
    .map(join);
}

function splitSegments(field: readonly PatternPiece[]): PatternPiece[][] {
  const segments: PatternPiece[][] = [[]];
  for (const piece of field) {
    piece.text.split('/').forEach((text, i) => {
      if (i > 0) segments.push([]);
      if (text !== '') segments.at(-1)?.push({ text, quoted: piece.quoted });
    });
  }
  return segments;
}
