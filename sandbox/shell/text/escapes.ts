const SIMPLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

const ESCAPE = /\\(?:0?([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([\s\S]))/g;

/** Decodes backslash escapes as `echo -e` and `printf '%b'` do; `\c` stops all output. */
export function decodeEscapes(source: string): { readonly text: string; readonly stopped: boolean } {
  const stop = /(?:^|[^\\])(?:\\\\)*(\\c)/.exec(source);
  const end = stop ? stop.index + stop[0].length - 2 : source.length;
  const text = source
    .slice(0, end)
    .replace(ESCAPE, (whole, octal?: string, hex?: string, u4?: string, u8?: string, char?: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      const code = hex ?? u4 ?? u8;
      if (code !== undefined) return codePoint(Number.parseInt(code, 16));
      return SIMPLE[char ?? ''] ?? whole;
    });
  return { text, stopped: stop !== null };
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
