import { defineCommand } from '../../command';
import { shellQuote } from '../../expand/quote';
import { formatDate } from './date/format';
import { textWidth } from '../../text/width';
import { sleep } from '../../../sim/index';
import { fail } from '../misuse';

/** Shortest interval, as the real tool has it. */
const MIN_SECONDS = 0.1;

export const watch = defineCommand({
  path: ['watch'],
  summary: 'Run a command over and over, showing its output.',
  usage: 'watch [options] command',
  flags: [
    {
      long: 'interval',
      short: 'n',
      type: 'string',
      placeholder: 'secs',
      default: '2',
      summary: 'seconds to wait between updates',
    },
    { long: 'no-title', short: 't', type: 'switch', summary: 'turn off header' },
    { long: 'chgexit', short: 'g', type: 'switch', summary: 'exit when output from command changes' },
    { long: 'errexit', short: 'e', type: 'switch', summary: 'exit if command has a non-zero exit' },
    {
      long: 'exec',
      short: 'x',
      type: 'switch',
      summary: 'pass the words to the command as they are, not to a shell',
    },
  ],
  stopAtOperand: true,
  examples: ['timeout 3 watch -n 1 date'],
  *run(input, context) {
    const interval = input.flag('interval') ?? '2';
    const seconds = Number(interval.replace(',', '.'));
    if (!(seconds > 0)) return yield* fail('watch', `failed to parse argument: '${interval}'`, context);
    if (input.positional.length === 0) return yield* fail('watch', 'no command given', context);
    const period = Math.max(MIN_SECONDS, seconds);
    const words = input.has('exec') ? input.positional : ['bash', '-c', input.positional.join(' ')];
    const title = input.has('exec') ? input.positional.map(shellQuote).join(' ') : input.positional.join(' ');
    let previous: string | undefined;
    for (;;) {
      let output = '';
      const status = yield* context.spawn(words, {
        capture: (text) => {
          output += text;
        },
      });
      const left = `Every ${period.toFixed(1)}s: ${title}`;
      const right = `drydock: ${formatDate('%a %b %e %H:%M:%S %Y', context.world.now())}`;
      const gap = Math.max(1, context.columns - textWidth(left) - textWidth(right));
      const header = input.has('no-title') ? '' : `${left}${' '.repeat(gap)}${right}\n\n`;
      const clear = context.isTerminal ? '\u001b[H\u001b[2J' : '';
      if (!(yield* context.write(clear + header + output))) return 0;
      if (input.has('errexit') && status !== 0) return status;
      if (input.has('chgexit') && previous !== undefined && previous !== output) return 0;
      previous = output;
      yield* sleep(period * 1000);
    }
  },
});
