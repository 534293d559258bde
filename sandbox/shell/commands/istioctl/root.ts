import type { Process } from '../../../sim/index';
import { editDistance } from '../../text/nearest';
import { defineCommand, type Command, type CommandContext } from '../../command';
import { exitCodes } from './failure';
import { globalFlags } from './flags';

/** The program itself: without a verb it shows what there is, with a wrong one it names the nearest. */
export function istioctlRoot(verbs: readonly Command[]): Command {
  return defineCommand({
    path: ['istioctl'],
    family: 'istioctl',
    summary: 'inspect and check the mesh',
    usage: 'istioctl [command]',
    flags: [],
    persistentFlags: globalFlags,
    rawArguments: true,
    arguments: [{ name: 'command' }],
    *run({ words }, context) {
      const [word] = words;
      if (word === undefined || ['--help', '-h', 'help'].includes(word)) return yield* help(verbs, context);
      if (otherVerbs.includes(word)) {
        yield* context.error(`Error: istioctl ${word} exists, but the sandbox does not simulate it\n`);
        return 1;
      }
      const isFlag = word.startsWith('-');
      yield* context.error(`Error: ${isFlag ? flagProblem(word) : unknownCommand(word, verbs)}\n`);
      return exitCodes.usage;
    },
  });
}

function* help(verbs: readonly Command[], context: CommandContext): Process<number> {
  const own = verbs.filter((verb) => verb.path.length === 2);
  const width = Math.max(...own.map((verb) => (verb.path[1] ?? '').length));
  const lines = own.map((verb) => `  ${(verb.path[1] ?? '').padEnd(width)} ${verb.summary}\n`).sort();
  yield* context.write(
    'Istio configuration command line utility for service operators to\n' +
      'debug and diagnose their Istio mesh.\n\n' +
      `Usage:\n  istioctl [command]\n\nAvailable Commands:\n${lines.join('')}\n` +
      'Use "istioctl [command] --help" for more information about a command.\n',
  );
  return 0;
}

function flagProblem(word: string): string {
  if (word.startsWith('--')) return `unknown flag: ${word.split('=')[0] ?? word}`;
  return `unknown shorthand flag: '${word.charAt(1)}' in ${word}`;
}

/** Verbs of the real tool that the sandbox does not have are close to a mistyped word, too. */
const otherVerbs: readonly string[] = [
  'admin',
  'bug-report',
  'completion',
  'create-remote-secret',
  'dashboard',
  'help',
  'install',
  'manifest',
  'remote-clusters',
  'tag',
  'uninstall',
  'upgrade',
  'ztunnel-config',
];

function unknownCommand(word: string, verbs: readonly Command[]): string {
  const names = [
    ...new Set([
      ...verbs.filter((verb) => verb.path.length === 2).map((verb) => verb.path[1] ?? ''),
      ...otherVerbs,
    ]),
  ].sort();
  const near = names.filter(
    (name) => editDistance(word.toLowerCase(), name) <= 2 || name.startsWith(word.toLowerCase()),
  );
  const hint =
    near.length === 0 ? '' : `\n\nDid you mean this?\n${near.map((name) => `\t${name}\n`).join('')}`;
  return `unknown command "${word}" for "istioctl"${hint}\nRun 'istioctl --help' for usage.`;
}
