import { defineCommand } from '../../command';
import { sleep } from '../../../sim/index';

/** Characters written at once. */
const PIECE = 4096;

export const yes = defineCommand({
  path: ['yes'],
  summary: 'Print a line over and over until interrupted.',
  usage: 'yes [STRING]...',
  flags: [],
  examples: ['yes | head -3'],
  *run(input, context) {
    const line = `${input.positional.length > 0 ? input.positional.join(' ') : 'y'}\n`;
    const piece = line.repeat(Math.max(1, Math.floor(PIECE / line.length)));
    while (yield* context.write(piece)) yield* sleep(1);
    return 0;
  },
});
