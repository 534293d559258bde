/** Quotes a word so that the shell reads it back as is, the way `set -x`, `alias` and `export -p` print. */
export function shellQuote(text: string): string {
  if (text === '') return "''";
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  return singleQuote(text);
}

/** `'text'`, with quotes inside written `'\''`. */
export function singleQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Backslash quoting, as `printf %q` prints. */
export function backslashQuote(text: string): string {
  if (text === '') return "''";
  if (/[\n\t\r\p{Cc}]/u.test(text)) return ansiCQuote(text);
  return text.replace(/[^\p{L}\p{N}@%+=:./_-]/gu, (char) => `\\${char}`).replace(/^~/, '\\~');
}

/** `$'…'` */
export function ansiCQuote(text: string): string {
  const escaped = text.replace(/[\\'\p{Cc}]/gu, (char) => ESCAPES[char] ?? octal(char));
  return `$'${escaped}'`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
  '\u001b': '\\E',
};

function octal(char: string): string {
  return `\\${(char.codePointAt(0) ?? 0).toString(8).padStart(3, '0')}`;
}
