import type { Assignment, Command } from 'unbash';
import type { Process } from '../../sim/index';
import { expandText, expandWords } from '../expand/words';
import { shellQuote } from '../expand/quote';
import type { Variable } from '../state/variables';
import { expandAlias } from './alias';
import { assign, prefixVariable } from './assign';
import { spendBuiltin } from './cost';
import type { Frame } from './frame';
import { withRedirections } from './redirect';
import { complain } from './write';

/** `A=1 name words <file`: expands, redirects and runs one command. */
export function* runSimpleCommand(original: Command, frame: Frame): Process<number> {
  const { state, evaluator } = frame;
  yield* spendBuiltin(frame);
  const replaced = state.aliases.size > 0 ? expandAlias(original, frame) : undefined;
  if (replaced?.type === 'BraceGroup') {
    return yield* withRedirections(original.redirects, frame, (inner) =>
      evaluator.runCommand(replaced, inner),
    );
  }
  const node = replaced ?? original;
  state.substitutionStatus = undefined;
  const { words, arrays } = yield* wordsOf(node, frame);
  const assignments = node.prefix.filter((part): part is Assignment => part.type === 'Assignment');
  if (words.length === 0) return yield* assignOnly(assignments, node, frame);
  const variables: (readonly [string, Variable])[] = [];
  for (const assignment of assignments) variables.push(yield* prefixVariable(assignment, frame));
  if (state.options.has('xtrace')) yield* trace(variables, words, frame);
  if (variables.length === 0 && arrays.length === 0) {
    if (node.redirects.length === 0) return yield* evaluator.runWords(words, frame);
    return yield* withRedirections(node.redirects, frame, (inner) => evaluator.runWords(words, inner));
  }
  return yield* withRedirections(node.redirects, frame, function* (inner) {
    state.variables.pushScope(variables);
    try {
      const status = yield* evaluator.runWords(words, inner);
      for (const array of arrays) yield* assign(array, frame);
      return status;
    } finally {
      state.variables.popScope();
    }
  });
}

/** The words of a command; `export A=(…)` leaves the array to be assigned afterwards. */
function* wordsOf(node: Command, frame: Frame): Process<{ words: string[]; arrays: Assignment[] }> {
  if (!node.name) return { words: [], arrays: [] };
  const words = yield* expandWords([node.name], frame);
  const arrays: Assignment[] = [];
  for (const argument of node.args) {
    if (argument.type === 'Word') {
      for (const word of yield* expandWords([argument], frame)) words.push(word);
    } else if (argument.value.type === 'ArrayValue') {
      words.push(argument.name);
      arrays.push(argument);
    } else {
      const operator = argument.append ? '+=' : '=';
      words.push(argument.name + operator + (yield* expandText(argument.value, frame)));
    }
  }
  return { words, arrays };
}

/** A command without a name: only assignments and redirections. Its status is that of the last `$( )`. */
function* assignOnly(assignments: readonly Assignment[], node: Command, frame: Frame): Process<number> {
  const { state } = frame;
  for (const assignment of assignments) {
    yield* assign(assignment, frame);
    if (state.options.has('xtrace')) yield* complain(`+ ${assignment.text}\n`, frame);
  }
  return yield* withRedirections(node.redirects, frame, function* () {
    return state.substitutionStatus ?? 0;
  });
}

function* trace(
  variables: readonly (readonly [string, Variable])[],
  words: readonly string[],
  frame: Frame,
): Process<void> {
  const assignments = variables.map(
    ([name, { value }]) => `${name}=${shellQuote(typeof value === 'string' ? value : '')} `,
  );
  yield* complain(`+ ${assignments.join('')}${words.map(shellQuote).join(' ')}\n`, frame);
}
