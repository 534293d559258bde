import { defineCommand } from '../../command';

export const clear = defineCommand({
  path: ['clear'],
  summary: 'Clear the terminal.',
  usage: 'clear',
  flags: [],
  *run(_input, context) {
    yield* context.write('\u001b[H\u001b[2J\u001b[3J');
    return 0;
  },
});
