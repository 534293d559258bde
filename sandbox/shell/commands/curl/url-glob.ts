/** Thrown for a URL pattern that curl rejects; the message is curl's, without the exit code. */
export class GlobError extends Error {
  override readonly name = 'GlobError';
}

/** More URLs than this from one pattern is a mistake or mischief. */
const LIMIT = 10_000;

/** Expands `{a,b}`, `[1-3]`, `[01-10:3]` and `[a-c]` as curl does; a URL without them comes back alone. @throws GlobError */
export function expandUrl(url: string): string[] {
  let expanded = [''];
  let rest = url;
  while (rest !== '') {
    const open = rest.search(/[[{]/);
    if (open < 0) return expanded.map((prefix) => prefix + rest);
    const isSet = rest[open] === '{';
    const close = rest.indexOf(isSet ? '}' : ']', open);
    const position = url.length - rest.length + open;
    if (close < 0) throw malformed(isSet ? 'unmatched brace' : 'bad range', url, position);
    const inside = rest.slice(open + 1, close);
    const literal = rest.slice(0, open);
    // An IPv6 address stands in brackets too.
    const values = isSet
      ? inside.split(',')
      : /^[0-9a-f:.]*:[0-9a-f:.]*:/i.test(inside)
        ? [`[${inside}]`]
        : range(inside);
    if (values === undefined) throw malformed('bad range', url, position);
    expanded = expanded.flatMap((prefix) => values.map((value) => prefix + literal + value));
    if (expanded.length > LIMIT) throw new GlobError('range overflow');
    rest = rest.slice(close + 1);
  }
  return expanded;
}

function range(text: string): string[] | undefined {
  const match = /^(?:(\d+)-(\d+)|([a-z])-([a-z])|([A-Z])-([A-Z]))(?::(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, low, high, ...letters] = match;
  const step = Math.max(1, Number(match[7] ?? 1));
  const values: string[] = [];
  if (low !== undefined && high !== undefined) {
    const width = low.startsWith('0') ? low.length : 0;
    for (let value = Number(low); value <= Number(high) && values.length <= LIMIT; value += step)
      values.push(String(value).padStart(width, '0'));
  } else {
    const [first = '', last = ''] = letters.slice(0, 4).filter(Boolean);
    for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code += step)
      values.push(String.fromCharCode(code));
  }
  return values.length === 0 ? undefined : values;
}

function malformed(what: string, url: string, position: number): GlobError {
  return new GlobError(`${what} in URL position ${String(position + 1)}:\n${url}\n${' '.repeat(position)}^`);
}
