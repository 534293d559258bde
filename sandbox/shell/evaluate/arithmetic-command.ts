import type { ArithmeticCommand } from 'unbash';
import type { Process } from '../../sim/index';
import { evaluateArithmetic } from '../expand/arithmetic';
import { expandText } from '../expand/words';
import { spendBuiltin } from './cost';
import type { Frame } from './frame';

/** `(( … ))`: 0 when the value is not zero. */
export function* runArithmeticCommand(node: ArithmeticCommand, frame: Frame): Process<number> {
  yield* spendBuiltin(frame);
  return (yield* evaluateArithmetic(node.expression, node.body, frame, expandText)) === 0n ? 1 : 0;
}
