import { defineCommand, type Command } from '../../command';

function printing(name: string, summary: string, variable: string): Command {
  return defineCommand({
    path: [name],
    summary,
    usage: name,
    flags: [],
    examples: [name],
    *run(_input, context) {
      yield* context.write(`${context.env.get(variable) ?? ''}\n`);
      return 0;
    },
  });
}

export const whoami = printing('whoami', 'Print the user name.', 'USER');
export const hostname = printing('hostname', 'Print the name of this machine.', 'HOSTNAME');
