import { parse, type ArithmeticExpression, type ArithmeticWord, type Word } from 'unbash';
import { memoByObject } from '../../lib/memo';
import type { Process } from '../../sim/index';
import { ShellError, type Frame } from '../evaluate/frame';
import { assignTarget, binary, parseNumber, unary } from './arithmetic-operator';

type ExpandWord = (word: Word, frame: Frame) => Process<string>;

/** Variables may hold expressions that name variables; this deep at most. */
const MAX_DEPTH = 64;

/**
 * Evaluates `$(( ))`, `(( ))` and friends in 64-bit integers.
 * @param source the expression's text, for error messages
 * @throws ShellError in bash's words
 */
export function* evaluateArithmetic(
  expression: ArithmeticExpression | undefined,
  source: string,
  frame: Frame,
  expandWord: ExpandWord,
): Process<bigint> {
  if (!expression) {
    if (source.trim() === '') return 0n;
    throw operandExpected(source);
  }
  return yield* new Arithmetic(frame, source, expandWord, 0).evaluate(expression);
}

/** Evaluates an expression given as text (subscripts, slices, `-eq` operands). */
export function* arithmeticText(text: string, frame: Frame, depth = 0): Process<bigint> {
  const trimmed = text.trim();
  const number = trimmed === '' ? 0n : parseNumber(trimmed);
  if (number !== undefined) return number;
  if (depth > MAX_DEPTH)
    throw new ShellError(`${trimmed}: expression recursion level exceeded (error token is "${trimmed}")`);
  const script = parse(`((${text}))`);
  const command = script.commands[0]?.command;
  if (
    script.errors ||
    script.commands.length !== 1 ||
    command?.type !== 'ArithmeticCommand' ||
    !command.expression
  )
    throw operandExpected(text);
  const plain: ExpandWord = function* (word) {
    return word.value;
  };
  return yield* new Arithmetic(frame, text, plain, depth).evaluate(command.expression);
}

class Arithmetic {
  constructor(
    private readonly frame: Frame,
    private readonly source: string,
    private readonly expandWord: ExpandWord,
    private readonly depth: number,
  ) {}

  *evaluate(node: ArithmeticExpression): Process<bigint> {
    switch (node.type) {
      case 'ArithmeticGroup':
        return yield* this.evaluate(node.expression);
      case 'ArithmeticTernary':
        return (yield* this.evaluate(node.test)) !== 0n
          ? yield* this.evaluate(node.consequent)
          : yield* this.evaluate(node.alternate);
      case 'ArithmeticBinary':
        return yield* this.#binary(node);
      case 'ArithmeticUnary':
        return yield* this.#unary(node);
      case 'ArithmeticWord':
        return yield* this.#word(node);
      case 'ArithmeticCommandExpansion':
        return yield* arithmeticText(
          yield* this.frame.evaluator.capture(node.script, this.frame),
          this.frame,
          this.depth + 1,
        );
    }
  }

  *#binary(node: Extract<ArithmeticExpression, { type: 'ArithmeticBinary' }>): Process<bigint> {
    const { operator } = node;
    if (operator === '&&' || operator === '||') {
      const left = (yield* this.evaluate(node.left)) !== 0n;
      if (left === (operator === '||')) return left ? 1n : 0n;
      return (yield* this.evaluate(node.right)) !== 0n ? 1n : 0n;
    }
    if (operator === ',') {
      yield* this.evaluate(node.left);
      return yield* this.evaluate(node.right);
    }
    const combined = assignTarget(operator);
    if (combined !== undefined) {
      const right = yield* this.evaluate(node.right);
      const value =
        combined === '' ? right : this.#apply(combined, yield* this.evaluate(node.left), right, node.right);
      yield* this.#assign(node.left, value);
      return value;
    }
    return this.#apply(
      operator,
      yield* this.evaluate(node.left),
      yield* this.evaluate(node.right),
      node.right,
    );
  }

  #apply(operator: string, left: bigint, right: bigint, rightNode: ArithmeticExpression): bigint {
    const result = binary(operator, left, right);
    if (typeof result === 'bigint') return result;
    const token = this.source.slice(this.source.lastIndexOf(nodeText(rightNode)));
    throw new ShellError(`${this.source.trim()}: ${result} (error token is "${token.trim()}")`);
  }

  *#unary(node: Extract<ArithmeticExpression, { type: 'ArithmeticUnary' }>): Process<bigint> {
    const value = yield* this.evaluate(node.operand);
    if (node.operator !== '++' && node.operator !== '--') return unary(node.operator, value);
    const next = BigInt.asIntN(64, node.operator === '++' ? value + 1n : value - 1n);
    yield* this.#assign(node.operand, next);
    return node.prefix ? next : value;
  }

  *#word(node: ArithmeticWord): Process<bigint> {
    const text = yield* this.#text(node);
    const number = parseNumber(text);
    if (number !== undefined) return number;
    const name = yield* this.#reference(text);
    if (!name) {
      if (/^0\d+$/.test(text)) {
        throw new ShellError(`${text}: value too great for base (error token is "${text}")`);
      }
      if (text !== node.value) return yield* arithmeticText(text, this.frame, this.depth + 1);
      if (text === '') throw operandExpected(this.source);
      const second = /^[^\s]+\s+(\S.*)$/.exec(text)?.[1];
      if (second !== undefined) {
        throw new ShellError(
          `${this.source.trim()}: syntax error in expression (error token is "${second}")`,
        );
      }
      throw new ShellError(
        `${this.source.trim()}: syntax error: invalid arithmetic operator (error token is "${text}")`,
      );
    }
    const { variables, options } = this.frame.state;
    const value = variables.find(name.variable)?.value;
    if (value === undefined && options.has('nounset'))
      throw new ShellError(`${name.variable}: unbound variable`, 127);
    const held =
      name.index === undefined
        ? variables.text(name.variable)
        : typeof value === 'string'
          ? value
          : (value as ReadonlyMap<string | number, string> | undefined)?.get(name.index);
    return yield* arithmeticText(held ?? '', this.frame, this.depth + 1);
  }

  *#text(node: ArithmeticWord): Process<string> {
    if (!/[$`"'\\]/.test(node.value)) return node.value;
    return (yield* this.expandWord(wordOf(node), this.frame)).trim();
  }

  *#assign(target: ArithmeticExpression, value: bigint): Process<void> {
    const name =
      target.type === 'ArithmeticWord' ? yield* this.#reference(yield* this.#text(target)) : undefined;
    if (!name)
      throw new ShellError(
        `${this.source.trim()}: attempted assignment to non-variable (error token is "${this.source.slice(nodeText(target).length).trim()}")`,
      );
    const { variables } = this.frame.state;
    if (name.index === undefined) variables.set(name.variable, String(value));
    else variables.setElement(name.variable, name.index, String(value));
  }

  /** `x` or `x[index]`; undefined for anything else. */
  *#reference(text: string): Process<{ variable: string; index?: number | string } | undefined> {
    const match = /^([A-Za-z_]\w*)(?:\[(.*)\])?$/.exec(text);
    if (!match) return undefined;
    const [, variable = '', index] = match;
    if (index === undefined) return { variable };
    if (this.frame.state.variables.isAssociative(variable)) return { variable, index };
    return { variable, index: Number(yield* arithmeticText(index, this.frame, this.depth + 1)) };
  }
}

/** An operand such as `$1` as a word to expand, remembered per place in the script. */
const wordOf = memoByObject((node: ArithmeticWord): Word => {
  const command = parse(`: ${node.value}`).commands[0]?.command;
  const first = command?.type === 'Command' ? command.suffix[0] : undefined;
  if (first?.type === 'Word') return first;
  return { type: 'Word', text: node.value, value: node.value, pos: node.pos, end: node.end };
});

function nodeText(node: ArithmeticExpression): string {
  return node.type === 'ArithmeticWord' ? node.value : '';
}

function operandExpected(source: string): ShellError {
  const token = /[^\s\w)]*\s*$/.exec(source)?.[0].trim();
  return new ShellError(
    `${source.trim()}: syntax error: operand expected (error token is "${token === undefined || token === '' ? source.trim() : token}")`,
  );
}
