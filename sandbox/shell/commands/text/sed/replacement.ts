import type { ReplacementPart } from './script';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** Takes the right-hand side of `s` apart; the delimiter's escapes are gone already. */
export function parseReplacement(source: string): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push(text);
    text = '';
  };
  for (let at = 0; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === '&') {
      flush();
      parts.push(0);
    } else if (char !== '\\') text += char;
    else {
      const next = source.charAt(++at);
      if (/\d/.test(next)) {
        flush();
        parts.push(Number(next));
      } else if (/[ULulE]/.test(next)) {
        flush();
        parts.push({ fold: next as 'U' });
      } else text += ESCAPES[next] ?? next;
    }
  }
  flush();
  return parts;
}

/** Puts the groups of a match into a replacement and folds letter case as it says. */
export function fillReplacement(parts: readonly ReplacementPart[], group: (index: number) => string): string {
  let result = '';
  let mode: 'U' | 'L' | 'E' = 'E';
  let once: 'u' | 'l' | undefined;
  for (const part of parts) {
    if (typeof part === 'object') {
      if (part.fold === 'u' || part.fold === 'l') once = part.fold;
      else {
        mode = part.fold;
        once = undefined;
      }
      continue;
    }
    let text = typeof part === 'number' ? group(part) : part;
    if (text === '') continue;
    if (mode !== 'E') text = mode === 'U' ? text.toUpperCase() : text.toLowerCase();
    if (once !== undefined) {
      const first = text.charAt(0);
      text = (once === 'u' ? first.toUpperCase() : first.toLowerCase()) + text.slice(1);
      once = undefined;
    }
    result += text;
  }
  return result;
}
