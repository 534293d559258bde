/** Text of a pattern with the knowledge which parts were quoted (and so stand for themselves). */
export interface PatternPiece {
  readonly text: string;
  readonly quoted: boolean;
}

type Token =
  | { readonly is: 'char'; readonly char: string }
  | { readonly is: 'any' }
  | { readonly is: 'star' }
  | { readonly is: 'class'; readonly negated: boolean; readonly test: (char: string) => boolean }
  | { readonly is: 'group'; readonly operator: string; readonly alternatives: readonly Pattern[] };

/** A compiled shell pattern: `*`, `?`, `[…]` and the extended `@(a|b)` family. Matching is polynomial, never exponential. */
export class Pattern {
  constructor(private readonly tokens: readonly Token[]) {}

  matches(text: string): boolean {
    return this.ends(text, 0).includes(text.length);
  }

  /** Every position where a match that starts at `start` may end, ascending. */
  ends(text: string, start: number): readonly number[] {
    let positions: readonly number[] = [start];
    for (const token of this.tokens) {
      if (positions.length === 0) return positions;
      positions = step(token, text, positions);
    }
    return positions;
  }
}

function step(token: Token, text: string, positions: readonly number[]): readonly number[] {
  switch (token.is) {
    case 'char':
      return advance(text, positions, (char) => char === token.char);
    case 'any':
      return advance(text, positions, () => true);
    case 'class':
      return advance(text, positions, (char) => token.test(char) !== token.negated);
    case 'star':
      return upFrom(positions[0] ?? 0, text.length);
    case 'group':
      return groupEnds(token.operator, token.alternatives, text, positions);
  }
}

function advance(text: string, positions: readonly number[], accepts: (char: string) => boolean): number[] {
  const next: number[] = [];
  for (const at of positions) {
    const char = text[at];
    if (char !== undefined && accepts(char)) next.push(at + 1);
  }
  return next;
}

function upFrom(low: number, high: number): number[] {
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
}

function groupEnds(
  operator: string,
  alternatives: readonly Pattern[],
  text: string,
  positions: readonly number[],
): readonly number[] {
  const once = (from: readonly number[]): number[] => [
    ...new Set(from.flatMap((at) => alternatives.flatMap((alternative) => [...alternative.ends(text, at)]))),
  ];
  const found = new Set<number>(operator === '?' || operator === '*' ? positions : []);
  if (operator === '!') {
    for (const at of positions) {
      const excluded = new Set(once([at]));
      for (const end of upFrom(at, text.length)) if (!excluded.has(end)) found.add(end);
    }
  } else {
    let frontier = once(positions);
    while (frontier.length > 0) {
      const fresh = frontier.filter((end) => !found.has(end));
      for (const end of fresh) found.add(end);
      frontier = operator === '*' || operator === '+' ? once(fresh) : [];
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** True when unquoted text contains what makes it a pattern. */
export function hasPatternCharacters(text: string): boolean {
  return /[*?[]|[@!+]\(/.test(text);
}

/** Compiles a pattern; quoted pieces match themselves. */
export function compilePattern(pieces: readonly PatternPiece[]): Pattern {
  const characters: PatternPiece[] = pieces.flatMap(({ text, quoted }) =>
    Array.from(text, (char) => ({ text: char, quoted })),
  );
  return new Compiler(characters).sequence(characters.length);
}

class Compiler {
  #at = 0;

  constructor(private readonly characters: readonly PatternPiece[]) {}

  sequence(end: number): Pattern {
    const tokens: Token[] = [];
    while (this.#at < end) {
      const token = this.#token(end);
      if (token.is === 'star' && tokens.at(-1)?.is === 'star') continue;
      tokens.push(token);
    }
    return new Pattern(tokens);
  }

  #token(end: number): Token {
    const piece = this.characters[this.#at] ?? { text: '', quoted: true };
    this.#at++;
    if (piece.quoted) return literal(piece.text);
    if ('?*+@!'.includes(piece.text) && this.#isOpen(this.#at)) {
      const close = this.#closing(this.#at, end);
      if (close > 0) return this.#group(piece.text, close);
    }
    if (piece.text === '*') return { is: 'star' };
    if (piece.text === '?') return { is: 'any' };
    if (piece.text === '[') return this.#bracket(end) ?? literal('[');
    if (piece.text === '\\' && this.#at < end) return literal(this.characters[this.#at++]?.text ?? '');
    return literal(piece.text);
  }

  #isOpen(at: number): boolean {
    const piece = this.characters[at];
    return piece?.text === '(' && !piece.quoted;
  }

  #closing(open: number, end: number): number {
    let depth = 0;
    for (let at = open; at < end; at++) {
      const piece = this.characters[at];
      if (!piece || piece.quoted) continue;
      if (piece.text === '(') depth++;
      if (piece.text === ')' && --depth === 0) return at;
    }
    return -1;
  }

  #group(operator: string, close: number): Token {
    const alternatives: Pattern[] = [];
    this.#at++;
    let depth = 0;
    for (let at = this.#at; at <= close; at++) {
      const piece = this.characters[at];
      if (!piece || piece.quoted) continue;
      if (piece.text === '(') depth++;
      if (piece.text === ')' && at < close) depth--;
      if (at === close || (piece.text === '|' && depth === 0)) {
        alternatives.push(this.sequence(at));
        this.#at = at + 1;
      }
    }
    return { is: 'group', operator, alternatives };
  }

  /** Reads `[…]`; undefined (and nothing consumed) when it is never closed. */
  #bracket(end: number): Token | undefined {
    const start = this.#at;
    let negated = false;
    const first = this.characters[this.#at];
    if (first && !first.quoted && (first.text === '!' || first.text === '^')) {
      negated = true;
      this.#at++;
    }
    const tests: ((char: string) => boolean)[] = [];
    for (let isFirst = true; this.#at < end; isFirst = false) {
      const piece = this.characters[this.#at];
      if (!piece) break;
      if (piece.text === ']' && !piece.quoted && !isFirst) {
        this.#at++;
        return { is: 'class', negated, test: (char) => tests.some((test) => test(char)) };
      }
      tests.push(this.#member(end));
    }
    this.#at = start;
    return undefined;
  }

  #member(end: number): (char: string) => boolean {
    const named = this.#namedClass(end);
    if (named) return named;
    const low = this.characters[this.#at++]?.text ?? '';
    const dash = this.characters[this.#at];
    const high = this.characters[this.#at + 1];
    if (dash?.text === '-' && !dash.quoted && high && high.text !== ']') {
      this.#at += 2;
      return (char) => char >= low && char <= high.text;
    }
    return (char) => char === low;
  }

  #namedClass(end: number): ((char: string) => boolean) | undefined {
    const text = this.characters
      .slice(this.#at, Math.min(end, this.#at + 12))
      .map((piece) => piece.text)
      .join('');
    const match = /^\[:([a-z]+):\]/.exec(text);
    const expression = match && CLASSES[match[1] ?? ''];
    if (!match || !expression) return undefined;
    this.#at += match[0].length;
    return (char) => expression.test(char);
  }
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[\p{L}\p{N}]/u,
  alpha: /\p{L}/u,
  blank: /[ \t]/,
  cntrl: /\p{Cc}/u,
  digit: /[0-9]/,
  graph: /[^\s\p{Cc}]/u,
  lower: /\p{Ll}/u,
  print: /[^\p{Cc}]/u,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /\p{Lu}/u,
  xdigit: /[0-9A-Fa-f]/,
};

function literal(char: string): Token {
  return { is: 'char', char };
}
