/** The program is malformed; the message is what awk prints behind its name. */
export class AwkSyntaxError extends Error {
  override readonly name = 'AwkSyntaxError';
}

export type TokenKind =
  'number' | 'string' | 'regex' | 'name' | 'call' | 'keyword' | 'operator' | 'newline' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const KEYWORDS = new Set([
  'BEGIN',
  'END',
  'function',
  'func',
  'if',
  'else',
  'while',
  'for',
  'do',
  'break',
  'continue',
  'next',
  'exit',
  'return',
  'delete',
  'in',
  'getline',
  'print',
  'printf',
]);
const OPERATORS = [
  '**=',
  '&&',
  '||',
  '++',
  '--',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '^=',
  '**',
  '==',
  '<=',
  '>=',
  '!=',
  '!~',
  '>>',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ';',
  ',',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '!',
  '>',
  '<',
  '|',
  '?',
  ':',
  '~',
  '$',
  '=',
];
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '"': '"',
  '/': '/',
  '\\': '\\',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** Cuts an awk program into tokens, on demand: whether `/` divides or starts an expression, the parser knows. */
export class Lexer {
  #at = 0;
  #line = 1;
  #token: Token;

  constructor(private readonly source: string) {
    this.#token = this.#read();
  }

  get token(): Token {
    return this.#token;
  }

  advance(): Token {
    const token = this.#token;
    this.#token = this.#read();
    return token;
  }

  /** Reads on from a `/` or `/=` as an expression between slashes. */
  regex(): string {
    let at = this.#at - this.#token.text.length + 1;
    let text = '';
    for (let inBracket = false; ; at++) {
      const char = this.source[at];
      if (char === undefined || char === '\n') this.fail('unterminated regexp');
      if (char === '/' && !inBracket) break;
      if (char === '\\') {
        const next = this.source[++at] ?? '';
        text += next === '/' ? '/' : `\\${next}`;
        continue;
      }
      if (char === '[') inBracket = true;
      if (char === ']') inBracket = false;
      text += char;
    }
    this.#at = at + 1;
    this.#token = this.#read();
    return text;
  }

  is(...texts: readonly string[]): boolean {
    const { kind, text } = this.#token;
    return (kind === 'operator' || kind === 'keyword') && texts.includes(text);
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.advance();
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) this.fail(`syntax error at or near ${this.#shown()}`);
  }

  skipNewlines(): void {
    while (this.#token.kind === 'newline') this.advance();
  }

  /** The word behind the current token and any of the given ones that follow it. */
  peekPast(skipped: readonly string[]): string {
    let at = this.#at;
    while (
      at < this.source.length &&
      (/\s/.test(this.source.charAt(at)) || skipped.includes(this.source.charAt(at)))
    )
      at++;
    return /^\w*/.exec(this.source.slice(at))?.[0] ?? '';
  }

  unexpected(): never {
    return this.fail(`syntax error at or near ${this.#shown()}`);
  }

  fail(reason: string): never {
    throw new AwkSyntaxError(`line ${String(this.#line)}: ${reason}`);
  }

  #shown(): string {
    if (this.#token.kind === 'end') return 'end of file';
    return this.#token.kind === 'newline' ? 'end of line' : this.#token.text;
  }

  #read(): Token {
    this.#blank();
    const rest = this.source.slice(this.#at);
    if (rest === '') return { kind: 'end', text: '' };
    if (rest.startsWith('\n')) {
      this.#at++;
      this.#line++;
      return { kind: 'newline', text: '\n' };
    }
    if (rest.startsWith('"')) return this.#string();
    const number = /^(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?)/.exec(rest)?.[0];
    if (number !== undefined) return this.#take('number', number);
    const name = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    if (name !== undefined) {
      if (KEYWORDS.has(name)) return this.#take('keyword', name);
      return this.#take(rest[name.length] === '(' ? 'call' : 'name', name);
    }
    const operator = OPERATORS.find((each) => rest.startsWith(each));
    return operator === undefined
      ? this.fail(`syntax error at or near ${rest.charAt(0)}`)
      : this.#take('operator', operator);
  }

  #take(kind: TokenKind, text: string): Token {
    this.#at += text.length;
    return { kind, text };
  }

  #blank(): void {
    const blank = /^(?:[ \t\r]|\\\n|#[^\n]*)*/.exec(this.source.slice(this.#at))?.[0] ?? '';
    this.#at += blank.length;
    this.#line += blank.split('\n').length - 1;
  }

  #string(): Token {
    let text = '';
    for (let at = this.#at + 1; ; at++) {
      const char = this.source[at];
      if (char === undefined || char === '\n') this.fail('unterminated string');
      if (char === '"') {
        this.#at = at + 1;
        return { kind: 'string', text };
      }
      if (char !== '\\') text += char;
      else {
        const next = this.source[++at] ?? '';
        text += ESCAPES[next] ?? `\\${next}`;
      }
    }
  }
}
