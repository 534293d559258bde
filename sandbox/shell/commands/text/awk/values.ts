import { compareText } from '../../../../lib/compare-text';
import { formatPrintf } from '../../../text/printf';

/** Text from outside that looks like a number compares as one and reads as text. */
export interface Numeric {
  readonly text: string;
  readonly value: number;
}

export type Value = number | string | Numeric;

const NUMBER = /^\s*[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?)/;

/** Text from a field, a variable on the command line or the environment. */
export function fromInput(text: string): Value {
  const match = NUMBER.exec(text);
  return match !== null && text.slice(match[0].length).trim() === ''
    ? { text, value: Number(match[0]) }
    : text;
}

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'object') return value.value;
  return Number(NUMBER.exec(value)?.[0] ?? 0);
}

/** @param format how a number that is not whole is written: CONVFMT or OFMT */
export function toText(value: Value, format = '%.6g'): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return value.text;
  if (Number.isInteger(value)) return Math.abs(value) < 1e16 ? String(value + 0) : String(BigInt(value));
  return Number.isNaN(value) ? 'nan' : formatPrintf(format, [String(value)]).text;
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'number') return value !== 0;
  return typeof value === 'string' ? value !== '' : value.value !== 0;
}

/** Negative, zero or positive: as numbers when both look like numbers, else as text. */
export function compare(a: Value, b: Value): number {
  if (typeof a !== 'string' && typeof b !== 'string') return toNumber(a) - toNumber(b);
  return compareText(toText(a), toText(b));
}

/** awk's sprintf; missing arguments count as empty. */
export function sprintf(format: string, args: readonly Value[]): string {
  let next = 0;
  const take = (): Value => args[next++] ?? '';
  return format.replace(
    /%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d*))?([a-zA-Z%])/g,
    (whole, flags: string, width: string | undefined, precision: string | undefined, verb: string) => {
      if (verb === '%') return '%';
      const size = (part: string | undefined): string => (part === '*' ? toText(take()) : (part ?? ''));
      const wide = size(width);
      const dot = precision === undefined ? '' : `.${size(precision)}`;
      const value = take();
      if (verb === 's' || verb === 'c') {
        const text = verb === 'c' ? character(value) : toText(value);
        const cut = verb === 's' && dot !== '' ? text.slice(0, Number(dot.slice(1))) : text;
        return flags.includes('-') ? cut.padEnd(Number(wide)) : cut.padStart(Number(wide));
      }
      if (!/[diouxXeEfFgG]/.test(verb)) return whole;
      const number = toNumber(value);
      const whole_ = /[diouxX]/.test(verb) ? String(Math.trunc(number)) : String(number);
      return formatPrintf(`%${flags}${wide}${dot}${verb}`, [whole_]).text;
    },
  );
}

function character(value: Value): string {
  return typeof value === 'number' ? String.fromCodePoint(value & 0x1fffff) : toText(value).slice(0, 1);
}
