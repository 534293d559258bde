import { defineBuiltin, type Builtin, type BuiltinContext } from '../builtin';
import { parseNumber } from '../expand/arithmetic-operator';
import { compareIntegers, UNARY, unaryTest } from '../evaluate/predicate';
import type { Process } from '../../sim/index';

/** A malformed expression: status 2. */
class TestError extends Error {
  override readonly name = 'TestError';
}

function* evaluate(name: string, words: readonly string[], context: BuiltinContext): Process<number> {
  try {
    return new TestParser(words, context).parse() ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    yield* context.error(`bash: ${name}: ${error.message}\n`);
    return 2;
  }
}

/** POSIX decides by the number of words first; longer expressions are parsed with -a, -o, ! and parentheses. */
class TestParser {
  #at = 0;

  constructor(
    private readonly words: readonly string[],
    private readonly context: BuiltinContext,
  ) {}

  parse(): boolean {
    const { words } = this;
    if (words.length === 0) return false;
    if (words.length === 3 && this.#isBinary(words[1] ?? '')) return this.#binary();
    if (words.length === 4 && words[0] === '!' && this.#isBinary(words[2] ?? '')) {
      this.#at = 1;
      return !this.#binary();
    }
    if (words.length === 1) return words[0] !== '';
    if (
      words.length === 2 &&
      words[0] !== '!' &&
      !UNARY.has(words[0] ?? '') &&
      !['-v', '-o'].includes(words[0] ?? '')
    ) {
      throw new TestError(`${words[0] ?? ''}: unary operator expected`);
    }
    const value = this.#or();
    if (this.#at < words.length) {
      throw new TestError(
        words.length === 3 ? `${words[1] ?? ''}: binary operator expected` : 'too many arguments',
      );
    }
    return value;
  }

  #or(): boolean {
    let value = this.#and();
    while (this.words[this.#at] === '-o') {
      this.#at++;
      const right = this.#and();
      value ||= right;
    }
    return value;
  }

  #and(): boolean {
    let value = this.#primary();
    while (this.words[this.#at] === '-a') {
      this.#at++;
      const right = this.#primary();
      value &&= right;
    }
    return value;
  }

  #primary(): boolean {
    const word = this.words[this.#at];
    if (word === undefined) throw new TestError('argument expected');
    if (word === '!') {
      this.#at++;
      return !this.#primary();
    }
    if (word === '(' && this.words.includes(')', this.#at)) {
      this.#at++;
      const value = this.#or();
      if (this.words[this.#at++] !== ')') throw new TestError("`)' expected");
      return value;
    }
    if (this.#isBinary(this.words[this.#at + 1] ?? '') && this.#at + 2 < this.words.length)
      return this.#binary();
    const operand = this.words[this.#at + 1];
    if (operand !== undefined && word === '-v') {
      this.#at += 2;
      return this.context.frame.state.variables.find(operand)?.value !== undefined;
    }
    if (operand !== undefined && UNARY.has(word)) {
      this.#at += 2;
      return unaryTest(word, operand, this.context.world.files, this.context.cwd) === true;
    }
    this.#at++;
    return word !== '';
  }

  #isBinary(operator: string): boolean {
    return /^(?:=|==|!=|<|>|-eq|-ne|-lt|-le|-gt|-ge)$/.test(operator);
  }

  #binary(): boolean {
    const [left = '', operator = '', right = ''] = this.words.slice(this.#at, this.#at + 3);
    this.#at += 3;
    switch (operator) {
      case '=':
      case '==':
        return left === right;
      case '!=':
        return left !== right;
      case '<':
        return left < right;
      case '>':
        return left > right;
      default:
        return compareIntegers(operator, integer(left), integer(right)) === true;
    }
  }
}

function integer(text: string): bigint {
  const value = parseNumber(text.trim().replace(/^([+-]?)0+(?=\d)/, '$1'));
  if (value === undefined || /[#x]/i.test(text)) throw new TestError(`${text}: integer expression expected`);
  return value;
}

const test = defineBuiltin({
  path: ['test'],
  summary: 'Evaluate a conditional expression.',
  usage: 'test [expr]',
  flags: [],
  rawArguments: true,
  examples: ['test -d /tmp && echo yes'],
  run: (input, context) => evaluate('test', input.words, context),
});

const bracket = defineBuiltin({
  path: ['['],
  summary: 'Evaluate a conditional expression.',
  usage: '[ arg... ]',
  flags: [],
  rawArguments: true,
  *run(input, context) {
    if (input.words.at(-1) !== ']') {
      yield* context.error("bash: [: missing `]'\n");
      return 2;
    }
    return yield* evaluate('[', input.words.slice(0, -1), context);
  },
});

export const testBuiltins: readonly Builtin[] = [test, bracket];
