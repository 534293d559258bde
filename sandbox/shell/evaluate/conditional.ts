import type { TestBinaryExpression, TestCommand, TestExpression } from 'unbash';
import type { Process } from '../../sim/index';
import { arithmeticText } from '../expand/arithmetic';
import { expandPattern, expandText, fragmentsOf } from '../expand/words';
import { patternPieces } from '../expand/fragments';
import { compileExtended } from '../text/regex';
import { spendBuiltin } from './cost';
import { ShellError, type Frame } from './frame';
import { compareIntegers, unaryTest } from './predicate';

/** `[[ … ]]` */
export function* runConditional(node: TestCommand, frame: Frame): Process<number> {
  yield* spendBuiltin(frame);
  return (yield* holds(node.expression, frame)) ? 0 : 1;
}

function* holds(node: TestExpression, frame: Frame): Process<boolean> {
  switch (node.type) {
    case 'TestGroup':
      return yield* holds(node.expression, frame);
    case 'TestNot':
      return (yield* holds(node.operand, frame)) === (node.negations.length % 2 === 0);
    case 'TestLogical': {
      const decides = node.operator === '||';
      for (const operand of node.operands) if ((yield* holds(operand, frame)) === decides) return decides;
      return !decides;
    }
    case 'TestUnary':
      return yield* holdsUnary(node.operator, yield* expandText(node.operand, frame), frame);
    case 'TestBinary':
      return yield* holdsBinary(node, frame);
  }
}

function* holdsUnary(operator: string, operand: string, frame: Frame): Process<boolean> {
  const { state, evaluator } = frame;
  if (operator === '-v') return state.variables.find(operand)?.value !== undefined;
  if (operator === '-o') return state.options.has(operand);
  const answer = unaryTest(operator, operand, evaluator.world.files, state.cwd);
  if (answer === undefined) throw new ShellError(`[[: ${operator}: not supported in this shell`, 2);
  return answer;
}

function* holdsBinary(node: TestBinaryExpression, frame: Frame): Process<boolean> {
  const left = yield* expandText(node.left, frame);
  switch (node.operator) {
    case '=':
    case '==':
      return (yield* expandPattern(node.right, frame)).matches(left);
    case '!=':
      return !(yield* expandPattern(node.right, frame)).matches(left);
    case '=~':
      return yield* matchesRegex(left, node, frame);
  }
  const right = yield* expandText(node.right, frame);
  if (node.operator === '<') return left < right;
  if (node.operator === '>') return left > right;
  const compared = compareIntegers(
    node.operator,
    yield* arithmeticText(left, frame),
    yield* arithmeticText(right, frame),
  );
  if (compared === undefined) throw new ShellError(`[[: ${node.operator}: not supported in this shell`, 2);
  return compared;
}

/** `=~` with `BASH_REMATCH`; quoted parts of the expression stand for themselves. */
function* matchesRegex(text: string, node: TestBinaryExpression, frame: Frame): Process<boolean> {
  const pieces = patternPieces(yield* fragmentsOf(node.right, frame, false));
  const source = pieces
    .map((piece) => (piece.quoted ? piece.text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&') : piece.text))
    .join('');
  const matcher = compileExtended(source)?.matcher(text);
  if (!matcher) throw new ShellError(`[[: invalid regular expression \`${source}'`, 2);
  const found = matcher.find();
  const groups = new Map<number, string>();
  if (found) for (let i = 0; i <= matcher.groupCount(); i++) groups.set(i, matcher.group(i) ?? '');
  frame.state.variables.set('BASH_REMATCH', groups);
  return found;
}
