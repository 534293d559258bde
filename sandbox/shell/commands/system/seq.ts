import { defineCommand } from '../../command';
import { formatPrintf } from '../../text/printf';
import { misuse } from '../misuse';

/** Numbers written per piece of output. */
const BATCH = 512;

export const seq = defineCommand({
  path: ['seq'],
  summary: 'Print a sequence of numbers.',
  usage: 'seq [OPTION]... [FIRST [INCREMENT]] LAST',
  flags: [
    {
      long: 'format',
      short: 'f',
      type: 'string',
      placeholder: 'FORMAT',
      summary: 'use printf style floating-point FORMAT',
    },
    {
      long: 'separator',
      short: 's',
      type: 'string',
      placeholder: 'STRING',
      default: '\n',
      summary: 'use STRING to separate numbers',
    },
    {
      long: 'equal-width',
      short: 'w',
      type: 'switch',
      summary: 'equalize width by padding with leading zeroes',
    },
  ],
  dashNumber: 'operand',
  examples: ['seq 3', 'seq -s, 1 5', 'seq 10 -2 1'],
  *run(input, context) {
    const operands = input.positional;
    if (operands.length === 0) return yield* misuse('seq', 'missing operand', context);
    if (operands.length > 3) return yield* misuse('seq', `extra operand ‘${operands[3] ?? ''}’`, context);
    const wrong = operands.find((text) => !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text));
    if (wrong !== undefined)
      return yield* misuse('seq', `invalid floating point argument: ‘${wrong}’`, context);
    const first = operands.length > 1 ? (operands[0] ?? '1') : '1';
    const step = operands.length > 2 ? (operands[1] ?? '1') : '1';
    const last = operands.at(-1) ?? '1';
    if (Number(step) === 0) return yield* misuse('seq', `invalid Zero increment value: ‘${step}’`, context);
    const decimals = Math.max(decimalsOf(first), decimalsOf(step));
    const format = input.flag('format');
    const width = input.has('equal-width')
      ? Math.max(...[first, last].map((text) => Number(text).toFixed(decimals).length))
      : 0;
    const text = (value: number): string => {
      if (format !== undefined) return formatPrintf(format, [String(value)]).text;
      const digits = value.toFixed(decimals);
      return value < 0 ? `-${digits.slice(1).padStart(width - 1, '0')}` : digits.padStart(width, '0');
    };
    return yield* print(Number(first), Number(step), Number(last));

    function* print(from: number, by: number, to: number) {
      const separator = input.flag('separator') ?? '\n';
      const count = Math.max(0, Math.floor((to - from) / by + 1e-9) + 1);
      for (let start = 0; start < count; start += BATCH) {
        const numbers: string[] = [];
        for (let i = start; i < Math.min(count, start + BATCH); i++) numbers.push(text(from + i * by));
        const end = start + BATCH >= count ? '\n' : separator;
        if (!(yield* context.write(numbers.join(separator) + end))) return 0;
      }
      return 0;
    }
  },
});

function decimalsOf(text: string): number {
  const [, fraction = '', exponent = '0'] = /(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  return Math.max(0, fraction.length - Number(exponent));
}
