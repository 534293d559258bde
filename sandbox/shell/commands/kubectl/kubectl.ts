import type { Process } from '../../../sim/index';
import { defineCommand, type Command, type CommandContext } from '../../command';
import { globalFlags } from './flags';

/** The program itself: without a verb it shows what there is, with a wrong one it names the nearest. */
export function kubectlRoot(verbs: readonly Command[]): Command {
  return defineCommand({
    path: ['kubectl'],
    family: 'kubectl',
    summary: 'kubectl controls the cluster',
    usage: 'kubectl [command] [flags]',
    flags: [],
    persistentFlags: globalFlags,
    rawArguments: true,
    arguments: [{ name: 'command' }],
    *run({ words }, context) {
      const [word] = words;
      if (word === undefined || word === '--help' || word === '-h' || word === 'help')
        return yield* help(verbs, context);
      if (word.startsWith('-')) {
        yield* context.error(`error: ${flagProblem(word)}\nSee 'kubectl --help' for usage.\n`);
        return 1;
      }
      yield* context.error(unknownCommand(word, verbs));
      return 1;
    },
  });
}

function* help(verbs: readonly Command[], context: CommandContext): Process<number> {
  const width = Math.max(...verbs.map((verb) => (verb.path[1] ?? '').length));
  const lines = verbs
    .filter((verb) => verb.path.length === 2)
    .map((verb) => `  ${(verb.path[1] ?? '').padEnd(width)}   ${verb.summary}`);
  yield* context.write(
    `kubectl controls the Kubernetes cluster manager.\n\n Find more information at: https://kubernetes.io/docs/reference/kubectl/\n\nCommands:\n${lines.join('\n')}\n\nUsage:\n  kubectl [flags] [options]\n\nUse "kubectl <command> --help" for more information about a given command.\n`,
  );
  return 0;
}

function flagProblem(word: string): string {
  if (word.startsWith('--')) return `unknown flag: ${word.split('=')[0] ?? word}`;
  return `unknown shorthand flag: '${word.charAt(1)}' in ${word}`;
}

/** kubectl's words, with the verbs that differ by at most two letters or begin alike. */
function unknownCommand(word: string, verbs: readonly Command[]): string {
  const names = verbs.filter((verb) => verb.path.length === 2).map((verb) => verb.path[1] ?? '');
  const near = names.filter(
    (name) =>
      distance(word.toLowerCase(), name) <= 2 ||
      name.startsWith(word.toLowerCase()) ||
      SUGGEST_FOR[word] === name,
  );
  const hint = near.length === 0 ? '' : `\nDid you mean this?\n${near.map((name) => `\t${name}\n`).join('')}`;
  return `error: unknown command ${JSON.stringify(word)} for "kubectl"\n${hint}`;
}

/** Words of other tools. */
const SUGGEST_FOR: Readonly<Record<string, string>> = {
  list: 'get',
  ps: 'get',
  rm: 'delete',
  remove: 'delete',
  resize: 'scale',
};

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_unused, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
