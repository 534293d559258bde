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
        const problem = flagProblem(words);
        if (problem === undefined) return yield* help(verbs, context);
        yield* context.error(`error: ${problem}\nSee 'kubectl --help' for usage.\n`);
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

/** What is wrong with flags that no verb follows; undefined when nothing is. */
function flagProblem(words: readonly string[]): string | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const long = word.startsWith('--');
    const name = long ? (word.slice(2).split('=')[0] ?? '') : word.charAt(1);
    const flag = globalFlags.find((candidate) => (long ? candidate.long === name : candidate.short === name));
    if (!flag) return long ? `unknown flag: --${name}` : `unknown shorthand flag: '${name}' in ${word}`;
    const separate = flag.type !== 'switch' && (long ? !word.includes('=') : word.length === 2);
    if (separate && ++at >= words.length)
      return long ? `flag needs an argument: --${name}` : `flag needs an argument: '${name}' in ${word}`;
  }
  return undefined;
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
