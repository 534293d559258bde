/** A field of a YAML text that can be changed in place. */
export interface TextField {
  readonly key: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

const LINE = /^(\s*(?:- +)*)([\w.-]+):[ \t]+([^\s#][^#]*?)\s*(?:#.*)?$/;

/** Every place where one of the keys has a plain value, from top to bottom. */
export function fieldsOf(text: string, keys: readonly string[]): TextField[] {
  return text.split('\n').flatMap((content, index) => {
    const [, , key = '', value = ''] = LINE.exec(content) ?? [];
    return keys.includes(key) ? [{ key, value, line: index + 1 }] : [];
  });
}

/** The text with another value in that place; everything around it stays. */
export function withValue(text: string, { line, value }: TextField, next: string): string {
  const lines = text.split('\n');
  const content = lines[line - 1] ?? '';
  const at = content.indexOf(value, content.indexOf(':') + 1);
  if (at >= 0) lines[line - 1] = content.slice(0, at) + next + content.slice(at + value.length);
  return lines.join('\n');
}
