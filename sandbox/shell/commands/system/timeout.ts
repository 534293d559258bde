import { defineCommand } from '../../command';
import { withTimeout } from '../../../sim/index';
import { parseDurationMs } from '../duration';
import { misuse } from '../misuse';

/** What timeout answers when the time was over. */
const TIMED_OUT = 124;
const MISUSE = 125;

export const timeout = defineCommand({
  path: ['timeout'],
  summary: 'Run a command and stop it when time is over.',
  usage: 'timeout [OPTION] DURATION COMMAND [ARG]...',
  flags: [
    {
      long: 'signal',
      short: 's',
      type: 'string',
      placeholder: 'SIGNAL',
      values: ['TERM', 'INT', 'KILL'],
      default: 'TERM',
      summary: 'the signal to be sent on timeout',
    },
    {
      long: 'kill-after',
      short: 'k',
      type: 'string',
      placeholder: 'DURATION',
      summary: 'also send KILL (commands here end at once)',
    },
    {
      long: 'preserve-status',
      type: 'switch',
      summary: 'exit with the same status as COMMAND, even when it times out',
    },
    {
      long: 'verbose',
      short: 'v',
      type: 'switch',
      summary: 'diagnose to stderr any signal sent upon timeout',
    },
  ],
  stopAtOperand: true,
  misuseExitCode: MISUSE,
  examples: ['timeout 2 sleep 10'],
  *run(input, context) {
    const [duration, ...command] = input.positional;
    if (duration === undefined || command.length === 0) {
      yield* context.error("Try 'timeout --help' for more information.\n");
      return MISUSE;
    }
    const ms = parseDurationMs(duration);
    if (ms === undefined)
      return yield* misuse('timeout', `invalid time interval ‘${duration}’`, context, MISUSE);
    if (ms === 0 || ms === Infinity) return yield* context.spawn(command);
    const outcome = yield* withTimeout(ms, 'timeout', context.spawn(command));
    if (!outcome.timedOut) return outcome.value;
    const signal = (input.flag('signal') ?? 'TERM').replace(/^SIG/, '');
    if (input.has('verbose'))
      yield* context.error(`timeout: sending signal ${signal} to command ‘${command[0] ?? ''}’\n`);
    if (signal === 'KILL') return 137;
    return input.has('preserve-status') ? 128 + (signal === 'INT' ? 2 : 15) : TIMED_OUT;
  },
});
