import { defineCommand } from '../../command';
import { sleep as pause } from '../../../sim/index';
import { parseDurationMs } from '../duration';
import { misuse } from '../misuse';

/** Longest sleep, a virtual week: `sleep infinity` ends by Ctrl-C long before. */
const MAX_MS = 7 * 86_400_000;

export const sleep = defineCommand({
  path: ['sleep'],
  summary: 'Wait for some seconds.',
  usage: 'sleep NUMBER[SUFFIX]...',
  flags: [],
  arguments: [{ name: 'NUMBER', repeated: true }],
  examples: ['sleep 0.5', 'sleep 1m'],
  *run(input, context) {
    if (input.positional.length === 0) return yield* misuse('sleep', 'missing operand', context);
    let ms = 0;
    for (const operand of input.positional) {
      const duration = parseDurationMs(operand);
      if (duration === undefined)
        return yield* misuse('sleep', `invalid time interval ‘${operand}’`, context);
      ms += duration;
    }
    yield* pause(Math.min(ms, MAX_MS));
    return 0;
  },
});
