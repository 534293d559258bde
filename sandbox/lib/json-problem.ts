/** What Go's encoding/json says about a text that is no JSON; undefined when it is (encoding/json/scanner.go). */
export function jsonProblem(text: string): string | undefined {
  try {
    new Scanner(text).document();
    return undefined;
  } catch (error) {
    if (error instanceof Complaint) return error.message;
    throw error;
  }
}

class Complaint extends Error {}

const LITERALS = ['true', 'false', 'null'] as const;
const DEEPEST = 10_000;

class Scanner {
  #at = 0;

  constructor(private readonly text: string) {}

  document(): void {
    this.#value(0);
    this.#space();
    if (this.#at < this.text.length) throw this.#unexpected('after top-level value');
  }

  #unexpected(where: string): Complaint {
    // Go ends every text with a blank, which is taken between values and refused inside of one.
    const isBetween = /^(looking|after (?!decimal))/.test(where);
    if (this.#at >= this.text.length && isBetween) return new Complaint('unexpected end of JSON input');
    const found = this.text.charAt(this.#at) || ' ';
    return new Complaint(`invalid character ${found === "'" ? `'\\''` : `'${found}'`} ${where}`);
  }

  /** Takes one character when it is one of these. */
  #take(characters: string): string {
    const found = this.text.charAt(this.#at);
    if (found === '' || !characters.includes(found)) return '';
    this.#at++;
    return found;
  }

  #space(): void {
    while (this.#take(' \t\r\n') !== '');
  }

  #value(depth: number): void {
    if (depth > DEEPEST) throw new Complaint('exceeded max depth');
    this.#space();
    const start = this.text.charAt(this.#at);
    const literal = LITERALS.find((one) => one.startsWith(start));
    if (start !== '' && literal !== undefined) this.#literal(literal);
    else if (this.#take('{') !== '') this.#object(depth);
    else if (this.#take('[') !== '') this.#array(depth);
    else if (this.#take('"') !== '') this.#string();
    else this.#number();
  }

  #literal(literal: string): void {
    for (const [index, expected] of [...literal].entries())
      if (this.#take(expected) === '')
        throw this.#unexpected(
          index === 0 ? 'looking for beginning of value' : `in literal ${literal} (expecting '${expected}')`,
        );
  }

  #object(depth: number): void {
    this.#space();
    if (this.#take('}') !== '') return;
    do {
      this.#space();
      if (this.#take('"') === '') throw this.#unexpected('looking for beginning of object key string');
      this.#string();
      this.#space();
      if (this.#take(':') === '') throw this.#unexpected('after object key');
      this.#value(depth + 1);
      this.#space();
    } while (this.#take(',') !== '');
    if (this.#take('}') === '') throw this.#unexpected('after object key:value pair');
  }

  #array(depth: number): void {
    this.#space();
    if (this.#take(']') !== '') return;
    do {
      this.#value(depth + 1);
      this.#space();
    } while (this.#take(',') !== '');
    if (this.#take(']') === '') throw this.#unexpected('after array element');
  }

  #string(): void {
    while (this.#take('"') === '') {
      if (this.#at >= this.text.length) throw new Complaint('unexpected end of JSON input');
      if (this.text.charAt(this.#at) < ' ') throw this.#unexpected('in string literal');
      const escaped = this.#take('\\') !== '';
      if (!escaped) this.#at++;
      else if (this.#take('u') !== '') this.#hexadecimal();
      else if (this.#take('bfnrt\\/"') === '') throw this.#unexpected('in string escape code');
    }
  }

  #hexadecimal(): void {
    for (let digit = 0; digit < 4; digit++)
      if (this.#take('0123456789abcdefABCDEF') === '')
        throw this.#unexpected('in \\u hexadecimal character escape');
  }

  #number(): void {
    const negative = this.#take('-') !== '';
    if (this.#take('0') === '')
      this.#digits(negative ? 'in numeric literal' : 'looking for beginning of value');
    if (this.#take('.') !== '') this.#digits('after decimal point in numeric literal');
    if (this.#take('eE') === '') return;
    this.#take('+-');
    this.#digits('in exponent of numeric literal');
  }

  #digits(where: string): void {
    const start = this.#at;
    while (this.#take('0123456789') !== '');
    if (this.#at === start) throw this.#unexpected(where);
  }
}
