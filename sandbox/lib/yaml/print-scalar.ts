import { readsAsString } from './scalar';

const WIDTH = 80;
const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt ]\s*\d{1,2}:\d{2}:\d{2})/;

export interface ScalarPlace {
  /** Column the scalar starts at. */
  readonly column: number;
  /** Column its continuation lines start at. */
  readonly indent: number;
  /** Keys stay on one line. */
  readonly simpleKey: boolean;
}

/** The lines of a scalar: the first without indentation, the others with it. */
export function writeScalar(value: unknown, place: ScalarPlace): string[] {
  if (typeof value !== 'string') return [String(value)];
  const traits = analyse(value);
  if (value.includes('\n') && !place.simpleKey && traits.literalAllowed)
    return writeLiteral(value, place.indent);
  const plain = readsAsString(value) && !SEXAGESIMAL.test(value) && !TIMESTAMP.test(value);
  if (!plain || value.includes('\n')) return writeDoubleQuoted(value, place);
  if (traits.plainAllowed) return fold(value, place, place.column, value);
  if (traits.singleQuotedAllowed) {
    const escaped = value.replaceAll("'", "''");
    return fold(`'${escaped}'`, place, place.column, `'${escaped}'`);
  }
  return writeDoubleQuoted(value, place);
}

interface Traits {
  readonly plainAllowed: boolean;
  readonly singleQuotedAllowed: boolean;
  readonly literalAllowed: boolean;
}

const FIRST_INDICATORS = '#,[]{}&*!|>\'"%@`';

function analyse(value: string): Traits {
  const printable = [...value].every((char) => char === '\n' || isPrintable(char));
  const spaceBeforeBreak = value.includes(' \n');
  const edges = /^[ \n]|[ \n]$/.test(value);
  return {
    plainAllowed: printable && !edges && !value.includes('\n') && !hasIndicator(value),
    singleQuotedAllowed: printable && !spaceBeforeBreak && !value.includes('\n '),
    literalAllowed: printable && !spaceBeforeBreak && !value.endsWith(' '),
  };
}

/** Whether a text without quotes would be read as something of YAML's own. */
function hasIndicator(value: string): boolean {
  return (
    value.startsWith('---') ||
    value.startsWith('...') ||
    FIRST_INDICATORS.includes(value.charAt(0)) ||
    /^[?:-](?:[\s\0]|$)/.test(value) ||
    /[^](?::(?:[\s\0]|$))/.test(value) ||
    /[\s\0]#/.test(value)
  );
}

function isPrintable(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return (
    (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xd7ff) || (code >= 0xe000 && code !== 0xfeff)
  );
}

function writeLiteral(value: string, indent: number): string[] {
  const hint = /^[ \n]/.test(value) ? '2' : '';
  const chomp = !value.endsWith('\n') ? '-' : value === '\n' || value.endsWith('\n\n') ? '+' : '';
  const body = value.endsWith('\n') ? value.slice(0, -1) : value;
  const lines = body.split('\n').map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
  return [`|${hint}${chomp}`, ...lines];
}

/** Breaks at single spaces once past the width, as the library's emitter does. */
function fold(text: string, place: ScalarPlace, column: number, source: string): string[] {
  if (place.simpleKey || column + text.length <= WIDTH) return [text];
  const quoted = source.startsWith("'") && text.endsWith("'") ? 1 : 0;
  const lines: string[] = [];
  let line = '';
  let at = column;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const inside = i > quoted && i < text.length - 1 - quoted;
    if (char === ' ' && inside && at > WIDTH && text[i + 1] !== ' ' && text[i - 1] !== ' ') {
      lines.push(line);
      line = ' '.repeat(place.indent);
      at = place.indent;
      continue;
    }
    line += char;
    at++;
  }
  return [...lines, line];
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\xa0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function writeDoubleQuoted(value: string, place: ScalarPlace): string[] {
  const lines: string[] = [];
  let line = '"';
  let column = place.column + 1;
  let afterSpace = false;
  const chars = [...value];
  chars.forEach((char, at) => {
    if (
      char === ' ' &&
      !place.simpleKey &&
      !afterSpace &&
      column > WIDTH &&
      at > 0 &&
      at < chars.length - 1
    ) {
      lines.push(line);
      line = `${' '.repeat(place.indent)}${chars[at + 1] === ' ' ? '\\ ' : ''}`;
      column = line.length;
      afterSpace = true;
      return;
    }
    const escaped = ESCAPES[char] ?? (isPrintable(char) ? char : escapeCode(char));
    line += escaped;
    column += escaped.length;
    afterSpace = char === ' ';
  });
  return [...lines, `${line}"`];
}

function escapeCode(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return `\\U${code.toString(16).toUpperCase().padStart(8, '0')}`;
}
