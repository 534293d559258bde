/** Most words one brace expansion may make. */
const MAX_WORDS = 100_000;

/** Expands `{a,b}` and `{1..5}` in the source text of a word; quotes and `$` constructs are left alone. */
export function expandBraces(text: string): string[] {
  const found = findBraces(text);
  if (!found) return [text];
  const before = text.slice(0, found.open);
  const after = expandBraces(text.slice(found.close + 1));
  const words: string[] = [];
  for (const middle of found.choices) {
    for (const tail of after) {
      if (words.length >= MAX_WORDS)
        throw new RangeError(`brace expansion: more than ${String(MAX_WORDS)} words`);
      words.push(before + middle + tail);
    }
  }
  return words;
}

interface Braces {
  readonly open: number;
  readonly close: number;
  readonly choices: readonly string[];
}

function findBraces(text: string): Braces | undefined {
  for (let at = 0; at < text.length; at = skip(text, at)) {
    if (text[at] !== '{') continue;
    const { close, commas } = scan(text, at);
    if (close < 0) continue;
    const inner = text.slice(at + 1, close);
    const choices =
      commas.length > 0
        ? split(text, at, close, commas).flatMap((choice) => expandBraces(choice))
        : sequence(inner);
    if (choices) return { open: at, close, choices };
  }
  return undefined;
}

function split(text: string, open: number, close: number, commas: readonly number[]): string[] {
  const bounds = [open, ...commas, close];
  return bounds.slice(1).map((end, i) => text.slice((bounds[i] ?? 0) + 1, end));
}

function scan(text: string, open: number): { close: number; commas: number[] } {
  const commas: number[] = [];
  let depth = 0;
  for (let at = open; at < text.length; at = skip(text, at)) {
    const char = text[at];
    if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return { close: at, commas };
    else if (char === ',' && depth === 1) commas.push(at);
  }
  return { close: -1, commas };
}

/** The index after the construct at `at`: a character, an escape, a quoted string or `${…}`, `$(…)`. */
function skip(text: string, at: number): number {
  const char = text[at];
  if (char === '\\') return at + 2;
  if (char === "'" || char === '`') return endOf(text, at + 1, char);
  if (char === '"') {
    let end = at + 1;
    while (end < text.length && text[end] !== '"') end = text[end] === '\\' ? end + 2 : end + 1;
    return end + 1;
  }
  if (char === '$' && (text[at + 1] === '{' || text[at + 1] === '(')) return balanced(text, at + 1);
  return at + 1;
}

function endOf(text: string, from: number, char: string): number {
  const end = text.indexOf(char, from);
  return end < 0 ? text.length : end + 1;
}

function balanced(text: string, open: number): number {
  const [opening, closing] = text[open] === '{' ? ['{', '}'] : ['(', ')'];
  let depth = 0;
  for (
    let at = open;
    at < text.length;
    at = text[at] === opening || text[at] === closing ? at + 1 : skip(text, at)
  ) {
    if (text[at] === opening) depth++;
    if (text[at] === closing && --depth === 0) return at + 1;
  }
  return text.length;
}

/** `1..5`, `01..10`, `a..e`, each with an optional step. */
function sequence(inner: string): string[] | undefined {
  const numbers = /^([+-]?\d+)\.\.([+-]?\d+)(?:\.\.([+-]?\d+))?$/.exec(inner);
  if (numbers) {
    const [, from = '', to = '', by] = numbers;
    const isPadded = [from, to].some((text) => /^[+-]?0\d/.test(text));
    const width = isPadded ? Math.max(from.length, to.length) : 0;
    return range(Number(from), Number(to), by).map((value) => pad(value, width));
  }
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.([+-]?\d+))?$/.exec(inner);
  if (!letters) return undefined;
  const [, from = '', to = '', by] = letters;
  return range(from.charCodeAt(0), to.charCodeAt(0), by).map((code) => String.fromCharCode(code));
}

function range(from: number, to: number, by: string | undefined): number[] {
  const step = Math.abs(Number(by ?? 1)) || 1;
  const count = Math.floor(Math.abs(to - from) / step) + 1;
  if (count > MAX_WORDS) throw new RangeError(`brace expansion: more than ${String(MAX_WORDS)} words`);
  return Array.from({ length: count }, (_, i) => (to >= from ? from + i * step : from - i * step));
}

function pad(value: number, width: number): string {
  return value < 0 ? `-${String(-value).padStart(width - 1, '0')}` : String(value).padStart(width, '0');
}
