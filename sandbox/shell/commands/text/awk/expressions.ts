import { builtins, type Argument } from './builtins';
import type { Lexer } from './lexer';
import { AwkError, type AwkMachine, type Expression, type UserFunction } from './machine';
import { compare, isTrue, toNumber, toText, type Value } from './values';

interface Operand extends Argument {
  /** Several values between parentheses: `(i, j) in array`, or the arguments of print. */
  readonly list?: readonly Expression[];
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};
const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => {
    if (b === 0) throw new AwkError('division by zero');
    return a / b;
  },
  '%': (a, b) => {
    if (b === 0) throw new AwkError('division by zero in %');
    return a % b;
  },
  '^': (a, b) => a ** b,
  '**': (a, b) => a ** b,
};
const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '%=', '^=', '**='];

/** Reads expressions, lowest precedence first, and turns each into a function of the machine. */
export class ExpressionParser {
  /** Above 0 `>` ends an expression: it redirects print. */
  protected noGreater = 0;
  /** Above 0 `in` ends an expression: `for (i in array)`. */
  protected noIn = 0;
  readonly functions = new Map<string, UserFunction>();

  constructor(protected readonly lexer: Lexer) {}

  expression(): Operand {
    const target = this.#ternary();
    const { lexer } = this;
    if (!lexer.is(...ASSIGNMENTS)) return target;
    const assign = target.assign?.bind(target);
    if (assign === undefined) return lexer.unexpected();
    const operator = lexer.advance().text.slice(0, -1);
    lexer.skipNewlines();
    const source = this.expression().value;
    const change = ARITHMETIC[operator];
    const value: Expression = (machine) => {
      const result =
        change === undefined
          ? source(machine)
          : change(toNumber(target.value(machine)), toNumber(source(machine)));
      assign(machine, result);
      return result;
    };
    return { value };
  }

  #ternary(): Operand {
    const condition = this.#or();
    const { lexer } = this;
    if (!lexer.accept('?')) return condition;
    lexer.skipNewlines();
    const yes = this.expression().value;
    lexer.skipNewlines();
    lexer.expect(':');
    lexer.skipNewlines();
    const no = this.expression().value;
    return { value: (machine) => (isTrue(condition.value(machine)) ? yes(machine) : no(machine)) };
  }

  #or(): Operand {
    let left = this.#and();
    while (this.lexer.accept('||')) {
      this.lexer.skipNewlines();
      const [a, b] = [left.value, this.#and().value];
      left = { value: (machine) => (isTrue(a(machine)) || isTrue(b(machine)) ? 1 : 0) };
    }
    return left;
  }

  #and(): Operand {
    let left = this.#membership();
    while (this.lexer.accept('&&')) {
      this.lexer.skipNewlines();
      const [a, b] = [left.value, this.#membership().value];
      left = { value: (machine) => (isTrue(a(machine)) && isTrue(b(machine)) ? 1 : 0) };
    }
    return left;
  }

  #membership(): Operand {
    let left = this.#match();
    while (this.noIn === 0 && this.lexer.accept('in')) {
      const name = this.lexer.advance().text;
      const key = subscript(left.list ?? [left.value]);
      left = { value: (machine) => (machine.array(name).has(key(machine)) ? 1 : 0) };
    }
    return left;
  }

  #match(): Operand {
    let left = this.#comparison();
    while (this.lexer.is('~', '!~')) {
      const wanted = this.lexer.advance().text === '~';
      const [subject, right] = [left.value, this.#comparison()];
      left = {
        value: (machine) => {
          const program = machine.expression(right.regex ?? toText(right.value(machine)));
          return program.matcher(toText(subject(machine))).find() === wanted ? 1 : 0;
        },
      };
    }
    return left;
  }

  #comparison(): Operand {
    const left = this.#concatenation();
    const { text } = this.lexer.token;
    const test = this.lexer.token.kind === 'operator' ? COMPARISONS[text] : undefined;
    if (test === undefined || (text === '>' && this.noGreater > 0)) return left;
    this.lexer.advance();
    const [a, b] = [left.value, this.#concatenation().value];
    return { value: (machine) => (test(compare(a(machine), b(machine))) ? 1 : 0) };
  }

  #concatenation(): Operand {
    let left = this.#additive();
    while (this.#startsOperand()) {
      const [a, b] = [left.value, this.#additive().value];
      left = {
        value: (machine) => {
          const format = machine.text('CONVFMT');
          return toText(a(machine), format) + toText(b(machine), format);
        },
      };
    }
    return left;
  }

  #startsOperand(): boolean {
    const { kind } = this.lexer.token;
    if (kind === 'number' || kind === 'string' || kind === 'name' || kind === 'call') return true;
    return this.lexer.is('$', '!', '(', '-', '+', '++', '--') && !this.lexer.is('in');
  }

  #additive(): Operand {
    return this.#leftToRight(['+', '-'], () => this.#leftToRight(['*', '/', '%'], () => this.#unary()));
  }

  #leftToRight(operators: readonly string[], operand: () => Operand): Operand {
    let left = operand();
    while (this.lexer.is(...operators)) {
      const change = ARITHMETIC[this.lexer.advance().text];
      const [a, b] = [left.value, operand().value];
      left = { value: (machine) => change?.(toNumber(a(machine)), toNumber(b(machine))) ?? 0 };
    }
    return left;
  }

  #unary(): Operand {
    const { lexer } = this;
    if (lexer.accept('!')) {
      const { value } = this.#unary();
      return { value: (machine) => (isTrue(value(machine)) ? 0 : 1) };
    }
    if (lexer.is('-', '+')) {
      const sign = lexer.advance().text === '-' ? -1 : 1;
      const { value } = this.#unary();
      return { value: (machine) => sign * toNumber(value(machine)) };
    }
    return this.#power();
  }

  #power(): Operand {
    const base = this.#postfix();
    if (!this.lexer.is('^', '**')) return base;
    this.lexer.advance();
    const exponent = this.#unary().value;
    return { value: (machine) => toNumber(base.value(machine)) ** toNumber(exponent(machine)) };
  }

  #postfix(): Operand {
    const target = this.#primary();
    if (target.assign === undefined || !this.lexer.is('++', '--')) return target;
    const by = this.lexer.advance().text === '++' ? 1 : -1;
    return step(target, by, false);
  }

  #primary(): Operand {
    const { lexer } = this;
    const { kind, text } = lexer.token;
    if (kind === 'number' || kind === 'string') {
      lexer.advance();
      const value = kind === 'number' ? Number(text) : text;
      return { value: () => value };
    }
    if (kind === 'name') return this.#variable(lexer.advance().text);
    if (kind === 'call') return this.#call(lexer.advance().text);
    if (lexer.is('/', '/=')) {
      const regex = lexer.regex();
      return {
        regex,
        value: (machine) => (machine.expression(regex).matcher(machine.record).find() ? 1 : 0),
      };
    }
    if (lexer.is('++', '--')) {
      const by = lexer.advance().text === '++' ? 1 : -1;
      return step(this.#primary(), by, true);
    }
    if (lexer.accept('$')) return fieldOperand(this.#fieldIndex());
    if (lexer.accept('(')) return this.#group();
    if (lexer.is('getline')) lexer.fail('getline is not available in the sandbox');
    return lexer.unexpected();
  }

  /** What `$` applies to binds tighter than any operator but `++` and `--` in front. */
  #fieldIndex(): Expression {
    if (this.lexer.accept('-')) {
      const { value } = this.#primary();
      return (machine) => -toNumber(value(machine));
    }
    return this.#primary().value;
  }

  #group(): Operand {
    const { noGreater, noIn } = this;
    this.noGreater = 0;
    this.noIn = 0;
    const list = [this.expression()];
    while (this.lexer.accept(',')) {
      this.lexer.skipNewlines();
      list.push(this.expression());
    }
    this.lexer.expect(')');
    [this.noGreater, this.noIn] = [noGreater, noIn];
    const values = list.map(({ value }) => value);
    const [first] = values;
    if (values.length === 1 && first !== undefined) return { value: first };
    return { value: (machine) => subscript(values)(machine), list: values };
  }

  #variable(name: string): Operand {
    const { lexer } = this;
    if (!lexer.accept('[')) {
      return {
        name,
        value: (machine) => machine.get(name),
        assign: (machine, value) => {
          machine.set(name, value);
        },
      };
    }
    const key = subscript(this.listUntil(']'));
    return {
      value: (machine) => {
        const cells = machine.array(name);
        const index = key(machine);
        const value = cells.get(index);
        if (value === undefined) cells.set(index, '');
        return value ?? '';
      },
      assign: (machine, value) => {
        machine.array(name).set(key(machine), value);
      },
    };
  }

  #call(name: string): Operand {
    this.lexer.expect('(');
    const args: Operand[] = [];
    const { noGreater, noIn } = this;
    this.noGreater = 0;
    this.noIn = 0;
    this.lexer.skipNewlines();
    while (!this.lexer.accept(')')) {
      args.push(this.expression());
      if (!this.lexer.is(')')) this.lexer.expect(',');
      this.lexer.skipNewlines();
    }
    [this.noGreater, this.noIn] = [noGreater, noIn];
    const builtin = builtins[name];
    if (builtin !== undefined) return { value: (machine) => builtin(machine, args) };
    return {
      value: (machine) => {
        const user = this.functions.get(name);
        if (user === undefined) throw new AwkError(`function ${name} never defined`);
        const values = args.map(({ name: bare, value }) =>
          bare === undefined ? value(machine) : machine.argument(bare),
        );
        return machine.call(
          user,
          values,
          args.map((argument) => argument.name),
        );
      },
    };
  }

  /** Expressions between commas up to a closing token, which is taken. */
  protected listUntil(close: string): readonly Expression[] {
    const list = [this.expression().value];
    while (this.lexer.accept(',')) {
      this.lexer.skipNewlines();
      list.push(this.expression().value);
    }
    this.lexer.expect(close);
    return list;
  }
}

function subscript(parts: readonly Expression[]): (machine: AwkMachine) => string {
  return (machine) =>
    parts.map((part) => toText(part(machine), machine.text('CONVFMT'))).join(machine.text('SUBSEP'));
}

function fieldOperand(index: Expression): Operand {
  return {
    value: (machine) => machine.field(toNumber(index(machine))),
    assign: (machine, value: Value) => {
      machine.setField(toNumber(index(machine)), toText(value));
    },
  };
}

/** `++x` and `x++`. */
function step(target: Operand, by: number, before: boolean): Operand {
  return {
    value: (machine) => {
      const old = toNumber(target.value(machine));
      target.assign?.(machine, old + by);
      return before ? old + by : old;
    },
  };
}
