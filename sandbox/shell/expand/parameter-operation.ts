import { ShellError } from '../evaluate/frame';
import type { Pattern } from './pattern';
import { singleQuote } from './quote';

/** `#` `##` `%` `%%`: cuts the shortest or longest match off one end. */
export function removeAffix(text: string, operator: string, pattern: Pattern): string {
  const isLongest = operator.length === 2;
  if (operator.startsWith('#')) {
    const ends = pattern.ends(text, 0);
    const end = isLongest ? ends.at(-1) : ends[0];
    return end === undefined ? text : text.slice(end);
  }
  for (let i = 0; i <= text.length; i++) {
    const start = isLongest ? i : text.length - i;
    if (pattern.ends(text, start).at(-1) === text.length) return text.slice(0, start);
  }
  return text;
}

/** `/` `//` `/#` `/%`: replaces the first, every, a leading or a trailing match (the longest at each place). */
export function replaceMatches(
  text: string,
  operator: string,
  pattern: Pattern,
  replacement: string,
): string {
  if (operator === '/#') {
    const end = pattern.ends(text, 0).at(-1);
    return end === undefined ? text : replacement + text.slice(end);
  }
  let result = '';
  for (let at = 0; at < text.length;) {
    const end = pattern.ends(text, at).at(-1);
    const isMatch = end !== undefined && end > at && (operator !== '/%' || end === text.length);
    if (!isMatch) {
      result += text.charAt(at++);
      continue;
    }
    result += replacement;
    at = end;
    if (operator !== '//') return result + text.slice(at);
  }
  return result;
}

/** `^` `^^` `,` `,,`: upper or lower case of the first or all characters (that match). */
export function changeCase(text: string, operator: string, pattern: Pattern | undefined): string {
  const change = (char: string): string => {
    if (pattern && !pattern.matches(char)) return char;
    return operator.startsWith('^') ? char.toUpperCase() : char.toLowerCase();
  };
  const characters = [...text];
  return characters.map((char, i) => (operator.length === 2 || i === 0 ? change(char) : char)).join('');
}

/** `@Q` `@U` `@L` `@u` and so on. */
export function transform(text: string, operator: string, source: string): string {
  switch (operator) {
    case 'Q':
      return singleQuote(text);
    case 'U':
      return text.toUpperCase();
    case 'L':
      return text.toLowerCase();
    case 'u':
      return changeCase(text, '^', undefined);
    default:
      throw new ShellError(`${source}: the transformation @${operator} is not supported in this shell`);
  }
}
