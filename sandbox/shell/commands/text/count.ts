const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  b: 512,
  K: 1024,
  k: 1024,
  kB: 1000,
  M: 1024 ** 2,
  MB: 1000 ** 2,
  G: 1024 ** 3,
};

/** Reads the NUM of head and tail: `5`, `-5`, `+5`, `1K`; undefined when it is none. */
export function parseCount(
  text: string,
): { readonly sign: '' | '-' | '+'; readonly number: number } | undefined {
  const match = /^([+-]?)(\d+)(b|K|k|kB|M|MB|G|)$/.exec(text);
  if (!match) return undefined;
  const [, sign, digits, suffix = ''] = match;
  return { sign: sign === '-' || sign === '+' ? sign : '', number: Number(digits) * (SUFFIXES[suffix] ?? 1) };
}
