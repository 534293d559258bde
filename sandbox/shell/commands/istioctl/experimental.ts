import { defineCommand, type Command } from '../../command';

/** `istioctl experimental` by itself shows its groups, with a wrong one it says so. */
export function experimentalRoot(verbs: readonly Command[]): Command {
  return defineCommand({
    path: ['istioctl', 'experimental'],
    aliases: ['x', 'exp'],
    family: 'istioctl',
    summary: 'Experimental commands that may be modified or deprecated',
    usage: 'istioctl experimental [command]',
    flags: [],
    *run({ positional }, context) {
      const [word] = positional;
      if (word !== undefined) {
        yield* context.error(`Error: istioctl x ${word} exists, but the sandbox does not simulate it\n`);
        return 1;
      }
      const groups = verbs.filter(({ path }) => path.length === 3 && path[1] === 'experimental');
      const lines = groups.map(({ path, summary }) => `  ${(path[2] ?? '').padEnd(11)} ${summary}\n`);
      yield* context.write(
        `Usage:\n  istioctl experimental [command]\n\nAvailable Commands:\n${lines.sort().join('')}`,
      );
      return 0;
    },
  });
}
