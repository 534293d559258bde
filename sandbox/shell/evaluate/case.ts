import type { Case, CaseItem } from 'unbash';
import type { Process } from '../../sim/index';
import { expandPattern, expandText } from '../expand/words';
import type { Frame } from './frame';

/** `case`: the first item that matches, then whatever `;&` and `;;&` say. */
export function* runCase(node: Case, frame: Frame): Process<number> {
  const { evaluator, state } = frame;
  const text = yield* expandText(node.word, frame);
  let status = 0;
  let fallsThrough = false;
  for (const item of node.items) {
    if (!fallsThrough && !(yield* matches(item, text, frame))) continue;
    if (item.body.commands.length > 0) status = yield* evaluator.runStatements(item.body.commands, frame);
    if (state.flow) return state.status;
    fallsThrough = item.terminator === ';&';
    if (!fallsThrough && item.terminator !== ';;&') return status;
  }
  return status;
}

function* matches(item: CaseItem, text: string, frame: Frame): Process<boolean> {
  for (const word of item.pattern) {
    if ((yield* expandPattern(word, frame)).matches(text)) return true;
  }
  return false;
}
