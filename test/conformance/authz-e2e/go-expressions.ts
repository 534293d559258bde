/** Tokens by the name the tests have for them. */
export type Tokens = Readonly<Record<string, string>>;

/** A Go string expression of literals, tokens and payloads joined by `+`; undefined when it is anything else. */
export function text(expression: string, tokens: Tokens): string | undefined {
  const parts = expression
    .split(/\s*\+\s*(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((part) => atom(part.trim(), tokens));
  return parts.includes(undefined) ? undefined : parts.join('');
}

function atom(part: string, tokens: Tokens): string | undefined {
  if (/^".*"$/s.test(part)) return JSON.parse(part) as string;
  if (part.startsWith('jwt.')) return tokens[part.slice(4)];
  const payload = /^payload(\d)$/.exec(part)?.[1];
  return payload === undefined ? undefined : tokens[`TokenIssuer${payload}`]?.split('.')[1];
}

/** A value of the corpus that is a token or a text: `$jwt.TokenIssuer1`. */
export function tokenOf(value: unknown, tokens: Tokens): string {
  return typeof value === 'string' && value.startsWith('$jwt.') ? (tokens[value.slice(5)] ?? '') : '';
}
