/** A text between double quotes, as Go's %q prints it. */
export function quote(text: string): string {
  return `"${text.replace(/[\\"\u0000-\u001f\u007f]/g, escaped)}"`;
}

const short: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
  '\u0007': '\\a',
};

function escaped(character: string): string {
  return short[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
