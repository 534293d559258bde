import type { Mark } from './mark';

/** A text read forwards, with the place of the next character. */
export class Reader {
  #offset = 0;
  #line = 0;
  #column = 0;

  constructor(private readonly text: string) {}

  get mark(): Mark {
    return { offset: this.#offset, line: this.#line, column: this.#column };
  }

  get line(): number {
    return this.#line;
  }

  get column(): number {
    return this.#column;
  }

  get offset(): number {
    return this.#offset;
  }

  /** The character `ahead` places on; empty at the end. */
  peek(ahead = 0): string {
    return this.text.charAt(this.#offset + ahead);
  }

  skip(count = 1): void {
    for (let i = 0; i < count; i++) {
      if (this.peek() === '\n') {
        this.#line++;
        this.#column = 0;
      } else this.#column++;
      this.#offset++;
    }
  }

  skipWhile(test: (char: string) => boolean): number {
    const start = this.#offset;
    while (this.peek() !== '' && test(this.peek())) this.skip();
    return this.#offset - start;
  }

  /** `---` or `...` at the start of a line, followed by white space. */
  atDocumentIndicator(): boolean {
    const word = this.text.slice(this.#offset, this.#offset + 3);
    return this.#column === 0 && (word === '---' || word === '...') && isBlankOrEnd(this.peek(3));
  }
}

export function isBlank(char: string): boolean {
  return char === ' ' || char === '\t';
}

export function isBreak(char: string): boolean {
  return char === '\n' || char === '\r';
}

export function isBlankOrEnd(char: string): boolean {
  return char === '' || isBlank(char) || isBreak(char);
}
