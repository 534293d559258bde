import { defineCommand } from '../../command';

export const env = defineCommand({
  path: ['env'],
  summary: 'Print the environment, or run a command with another one.',
  usage: 'env [OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]',
  flags: [
    { long: 'ignore-environment', short: 'i', type: 'switch', summary: 'start with an empty environment' },
    {
      long: 'unset',
      short: 'u',
      type: 'list',
      placeholder: 'NAME',
      summary: 'remove variable from the environment',
    },
  ],
  stopAtOperand: true,
  misuseExitCode: 125,
  examples: ['env | grep HOME', "env GREETING=hi bash -c 'echo $GREETING'"],
  *run(input, context) {
    const words = [...input.positional];
    const added: Record<string, string> = {};
    while (/^[^=]+=/.test(words[0] ?? '')) {
      const word = words.shift() ?? '';
      added[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1);
    }
    const removed = new Set(input.list('unset'));
    const kept = [...context.env].filter(([name]) => !input.has('ignore-environment') && !removed.has(name));
    const environment = { ...Object.fromEntries(kept), ...added };
    if (words.length > 0) return yield* context.spawn(words, { env: environment, clearEnv: true });
    for (const [name, value] of Object.entries(environment)) yield* context.write(`${name}=${value}\n`);
    return 0;
  },
});

export const printenv = defineCommand({
  path: ['printenv'],
  summary: 'Print variables of the environment.',
  usage: 'printenv [VARIABLE]...',
  flags: [],
  examples: ['printenv HOME'],
  *run(input, context) {
    const names = input.positional.length > 0 ? input.positional : [...context.env.keys()];
    let status = 0;
    for (const name of names) {
      const value = context.env.get(name);
      if (value === undefined) status = 1;
      else yield* context.write(`${input.positional.length > 0 ? '' : `${name}=`}${value}\n`);
    }
    return status;
  },
});
