import { Problem, type Mark, type Token, type TokenType } from './mark';
import { isBlank, isBlankOrEnd, isBreak, Reader } from './reader';
import { scanBlockScalar, scanFlowScalar, scanPlainScalar } from './scan-scalar';

interface SimpleKey {
  possible: boolean;
  required: boolean;
  tokenNumber: number;
  mark: Mark;
}

const LONGEST_KEY = 1024;
const INDICATORS = '-?:,[]{}#&*!|>\'"%@`';

/**
 * Cuts a text into YAML's tokens one by one, in the manner of libyaml, so that the first complaint about a broken text
 * is the one kubectl's users know. It builds nothing: {@link compose} does that from another parser's events.
 */
export class Scanner {
  readonly #reader: Reader;
  readonly #queue: Token[] = [];
  readonly #indents: number[] = [];
  readonly #keys: SimpleKey[] = [noKey()];
  #taken = 0;
  #indent = -1;
  #flowLevel = 0;
  #keyAllowed = true;
  #ended = false;

  constructor(text: string) {
    this.#reader = new Reader(text);
  }

  peek(): Token {
    this.#fetchEnough();
    return this.#queue[0] ?? { type: 'stream-end', mark: this.#reader.mark };
  }

  next(): Token {
    const token = this.peek();
    if (this.#queue.length > 0) {
      this.#queue.shift();
      this.#taken++;
    }
    return token;
  }

  /** A token may only be handed out once no simple key can still come to stand before it. */
  #fetchEnough(): void {
    while (!this.#ended && (this.#queue.length === 0 || this.#headMayBeKey())) this.#fetch();
  }

  #headMayBeKey(): boolean {
    const key = this.#keys.find((candidate) => candidate.possible && candidate.tokenNumber === this.#taken);
    return key !== undefined && this.#isValid(key);
  }

  #isValid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    const { line, offset } = this.#reader;
    if (key.mark.line === line && key.mark.offset + LONGEST_KEY >= offset) return true;
    if (key.required) throw this.#missingColon(key);
    key.possible = false;
    return false;
  }

  #missingColon(key: SimpleKey): Problem {
    return new Problem("could not find expected ':'", this.#reader.mark, 'scanner', key.mark);
  }

  #fetch(): void {
    this.#skipToToken();
    const reader = this.#reader;
    this.#unroll(reader.column);
    const char = reader.peek();
    if (char === '') {
      this.#endStream();
      return;
    }
    if (reader.column === 0 && char === '%') this.#directive();
    else if (reader.atDocumentIndicator()) this.#documentIndicator(char);
    else if (char === '[') this.#openFlow('flow-sequence-start');
    else if (char === '{') this.#openFlow('flow-mapping-start');
    else if (char === ']') this.#closeFlow('flow-sequence-end');
    else if (char === '}') this.#closeFlow('flow-mapping-end');
    else if (char === ',') this.#flowEntry();
    else if (char === '-' && isBlankOrEnd(reader.peek(1))) this.#blockEntry();
    else if (char === '?' && (this.#flowLevel > 0 || isBlankOrEnd(reader.peek(1)))) this.#explicitKey();
    else if (char === ':' && (this.#flowLevel > 0 || isBlankOrEnd(reader.peek(1)))) this.#value();
    else if (char === '*' || char === '&') this.#anchor(char);
    else if (char === '!') this.#tag();
    else if ((char === '|' || char === '>') && this.#flowLevel === 0) this.#blockScalar();
    else if (char === "'" || char === '"') this.#flowScalar();
    else if (this.#startsPlain(char)) this.#plainScalar();
    else throw new Problem('found character that cannot start any token', reader.mark, 'scanner');
  }

  #startsPlain(char: string): boolean {
    const next = this.#reader.peek(1);
    if (!isBlankOrEnd(char) && !INDICATORS.includes(char)) return true;
    if (char === '-') return !isBlank(next);
    return this.#flowLevel === 0 && (char === '?' || char === ':') && !isBlankOrEnd(next);
  }

  #skipToToken(): void {
    const reader = this.#reader;
    for (;;) {
      // Tabs may not stand where an indentation could.
      reader.skipWhile(
        (char) => char === ' ' || (char === '\t' && (this.#flowLevel > 0 || !this.#keyAllowed)),
      );
      if (reader.peek() === '#') reader.skipWhile((char) => !isBreak(char));
      if (!isBreak(reader.peek())) return;
      reader.skip();
      if (this.#flowLevel === 0) this.#keyAllowed = true;
    }
  }

  #push(type: TokenType, mark = this.#reader.mark): void {
    this.#queue.push({ type, mark });
  }

  #saveKey(): void {
    if (!this.#keyAllowed) return;
    const { mark } = this.#reader;
    this.#removeKey();
    this.#keys[this.#keys.length - 1] = {
      possible: true,
      required: this.#flowLevel === 0 && this.#indent === mark.column,
      tokenNumber: this.#taken + this.#queue.length,
      mark,
    };
  }

  #removeKey(): void {
    const key = this.#keys.at(-1);
    if (!key?.possible) return;
    if (key.required) throw this.#missingColon(key);
    key.possible = false;
  }

  #roll(column: number, type: TokenType, mark: Mark, tokenNumber?: number): void {
    if (this.#flowLevel > 0 || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    const at = tokenNumber === undefined ? this.#queue.length : tokenNumber - this.#taken;
    this.#queue.splice(at, 0, { type, mark });
  }

  #unroll(column: number): void {
    if (this.#flowLevel > 0) return;
    while (this.#indent > column) {
      this.#push('block-end');
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #endStream(): void {
    this.#unroll(-1);
    this.#removeKey();
    this.#keyAllowed = false;
    this.#push('stream-end');
    this.#ended = true;
  }

  #directive(): void {
    this.#unroll(-1);
    this.#removeKey();
    this.#keyAllowed = false;
    this.#push('directive');
    this.#reader.skipWhile((char) => !isBreak(char));
  }

  #documentIndicator(char: string): void {
    this.#unroll(-1);
    this.#removeKey();
    this.#keyAllowed = false;
    this.#push(char === '-' ? 'document-start' : 'document-end');
    this.#reader.skip(3);
  }

  #openFlow(type: TokenType): void {
    this.#saveKey();
    this.#keys.push(noKey());
    this.#flowLevel++;
    this.#keyAllowed = true;
    this.#push(type);
    this.#reader.skip();
  }

  #closeFlow(type: TokenType): void {
    this.#removeKey();
    if (this.#flowLevel > 0) {
      this.#flowLevel--;
      this.#keys.pop();
    }
    this.#keyAllowed = false;
    this.#push(type);
    this.#reader.skip();
  }

  #flowEntry(): void {
    this.#removeKey();
    this.#keyAllowed = true;
    this.#push('flow-entry');
    this.#reader.skip();
  }

  #blockEntry(): void {
    const { mark } = this.#reader;
    if (this.#flowLevel === 0) {
      if (!this.#keyAllowed)
        throw new Problem('block sequence entries are not allowed in this context', mark, 'scanner');
      this.#roll(mark.column, 'block-sequence-start', mark);
    }
    this.#removeKey();
    this.#keyAllowed = true;
    this.#push('block-entry');
    this.#reader.skip();
  }

  #explicitKey(): void {
    const { mark } = this.#reader;
    if (this.#flowLevel === 0) {
      if (!this.#keyAllowed)
        throw new Problem('mapping keys are not allowed in this context', mark, 'scanner');
      this.#roll(mark.column, 'block-mapping-start', mark);
    }
    this.#removeKey();
    this.#keyAllowed = this.#flowLevel === 0;
    this.#push('key');
    this.#reader.skip();
  }

  #value(): void {
    const { mark } = this.#reader;
    const key = this.#keys.at(-1);
    if (key && this.#isValid(key)) {
      this.#queue.splice(key.tokenNumber - this.#taken, 0, { type: 'key', mark: key.mark });
      this.#roll(key.mark.column, 'block-mapping-start', key.mark, key.tokenNumber);
      key.possible = false;
      this.#keyAllowed = false;
    } else {
      if (this.#flowLevel === 0) {
        if (!this.#keyAllowed)
          throw new Problem('mapping values are not allowed in this context', mark, 'scanner');
        this.#roll(mark.column, 'block-mapping-start', mark);
      }
      this.#keyAllowed = this.#flowLevel === 0;
    }
    this.#push('value', mark);
    this.#reader.skip();
  }

  #anchor(char: string): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const reader = this.#reader;
    const { mark } = reader;
    reader.skip();
    const length = reader.skipWhile((next) => /[0-9A-Za-z_-]/.test(next));
    if (length === 0 || !(isBlankOrEnd(reader.peek()) || '?:,]}%@`'.includes(reader.peek())))
      throw new Problem(
        'did not find expected alphabetic or numeric character',
        reader.mark,
        'scanner',
        mark,
      );
    this.#push(char === '*' ? 'alias' : 'anchor', mark);
  }

  #tag(): void {
    this.#saveKey();
    this.#keyAllowed = false;
    this.#push('tag');
    this.#reader.skipWhile((char) => !isBlankOrEnd(char) && !(this.#flowLevel > 0 && ',[]{}'.includes(char)));
  }

  #blockScalar(): void {
    this.#removeKey();
    this.#keyAllowed = true;
    this.#push('scalar');
    scanBlockScalar(this.#reader, this.#indent);
  }

  #flowScalar(): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const { mark } = this.#reader;
    scanFlowScalar(this.#reader);
    this.#queue.push({ type: 'scalar', mark, endLine: this.#reader.line });
  }

  #plainScalar(): void {
    this.#saveKey();
    this.#keyAllowed = false;
    this.#push('scalar');
    if (scanPlainScalar(this.#reader, this.#indent, this.#flowLevel > 0)) this.#keyAllowed = true;
  }
}

function noKey(): SimpleKey {
  return { possible: false, required: false, tokenNumber: -1, mark: { offset: 0, line: 0, column: 0 } };
}
