import { defineCommand } from '../../../command';
import { fail } from '../../misuse';
import { formatDate } from './format';

const ISO: Readonly<Record<string, string>> = {
  date: '%Y-%m-%d',
  hours: '%Y-%m-%dT%H%:z',
  minutes: '%Y-%m-%dT%H:%M%:z',
  seconds: '%Y-%m-%dT%H:%M:%S%:z',
  ns: '%Y-%m-%dT%H:%M:%S,%N%:z',
};

export const date = defineCommand({
  path: ['date'],
  summary: 'Print the time of the simulated world (in UTC).',
  usage: 'date [OPTION]... [+FORMAT]',
  flags: [
    { long: 'utc', short: 'u', type: 'switch', summary: 'print Coordinated Universal Time (always so here)' },
    {
      long: 'date',
      short: 'd',
      type: 'string',
      placeholder: '@SECONDS',
      summary: 'print this time instead of now',
    },
    {
      long: 'iso-8601',
      short: 'I',
      type: 'string',
      implied: 'date',
      placeholder: 'FMT',
      values: Object.keys(ISO),
      summary: 'ISO 8601 format',
    },
    { long: 'rfc-email', short: 'R', type: 'switch', summary: 'RFC 5322 format' },
  ],
  examples: ['date', 'date -u +%H:%M:%S'],
  *run(input, context) {
    const [operand, extra] = input.positional;
    if (extra !== undefined) return yield* fail('date', `extra operand ‘${extra}’`, context);
    if (operand !== undefined && !operand.startsWith('+'))
      return yield* fail('date', `invalid date ‘${operand}’`, context);
    const wanted = input.flag('date');
    const seconds = wanted === undefined ? undefined : /^@(-?\d+(?:\.\d+)?)$/.exec(wanted)?.[1];
    if (wanted !== undefined && wanted !== 'now' && seconds === undefined) {
      return yield* fail(
        'date',
        `invalid date ‘${wanted}’ (only @SECONDS and now are understood here)`,
        context,
      );
    }
    const ms = seconds === undefined ? context.world.now() : Number(seconds) * 1000;
    const iso = input.flag('iso-8601');
    const format =
      operand?.slice(1) ??
      (iso !== undefined
        ? ISO[iso]
        : input.has('rfc-email')
          ? '%a, %d %b %Y %H:%M:%S %z'
          : '%a %b %e %H:%M:%S %Z %Y');
    if (format === undefined)
      return yield* fail('date', `invalid argument ‘${iso ?? ''}’ for ‘--iso-8601’`, context);
    yield* context.write(`${formatDate(format, ms)}\n`);
    return 0;
  },
});
