import { civilTime, type CivilTime } from '../../../../lib/calendar';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Formats a moment (epoch milliseconds, UTC) as strftime does in the C locale. Unknown directives stay as they are. */
export function formatDate(format: string, ms: number): string {
  const time = civilTime(ms);
  return format.replace(/%([-_0^]?)(:?[a-zA-Z%])/g, (whole, flag: string, letter: string) => {
    const text = directive(letter, time, ms);
    return text === undefined ? whole : flagged(text, flag);
  });
}

function flagged(text: string, flag: string): string {
  if (flag === '-') return text.replace(/^[0 ]+(?=\d)/, '');
  if (flag === '_') return text.replace(/^0+(?=\d)/, (zeros) => ' '.repeat(zeros.length));
  if (flag === '0') return text.replace(/^ +/, (spaces) => '0'.repeat(spaces.length));
  return flag === '^' ? text.toUpperCase() : text;
}

function directive(letter: string, time: CivilTime, ms: number): string | undefined {
  const composite = COMPOSITES[letter];
  if (composite !== undefined) return formatDate(composite, ms);
  return SIMPLE[letter]?.(time, ms);
}

const COMPOSITES: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  T: '%H:%M:%S',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
};

const two = (value: number, fill = '0'): string => String(value).padStart(2, fill);
const twelve = (hour: number): number => hour % 12 || 12;

const SIMPLE: Readonly<Record<string, (time: CivilTime, ms: number) => string>> = {
  '%': () => '%',
  A: (time) => DAYS[time.weekday] ?? '',
  a: (time) => (DAYS[time.weekday] ?? '').slice(0, 3),
  B: (time) => MONTHS[time.month - 1] ?? '',
  b: (time) => (MONTHS[time.month - 1] ?? '').slice(0, 3),
  h: (time) => (MONTHS[time.month - 1] ?? '').slice(0, 3),
  C: (time) => two(Math.floor(time.year / 100)),
  d: (time) => two(time.day),
  e: (time) => two(time.day, ' '),
  H: (time) => two(time.hour),
  I: (time) => two(twelve(time.hour)),
  k: (time) => two(time.hour, ' '),
  l: (time) => two(twelve(time.hour), ' '),
  j: (time, ms) => String(dayOfYear(time, ms)).padStart(3, '0'),
  M: (time) => two(time.minute),
  m: (time) => two(time.month),
  N: (_time, ms) => `${String(Math.round((ms - Math.floor(ms / 1000) * 1000) * 1000)).padStart(6, '0')}000`,
  n: () => '\n',
  P: (time) => (time.hour < 12 ? 'am' : 'pm'),
  p: (time) => (time.hour < 12 ? 'AM' : 'PM'),
  S: (time) => two(time.second),
  s: (_time, ms) => String(Math.floor(ms / 1000)),
  t: () => '\t',
  u: (time) => String(time.weekday || 7),
  w: (time) => String(time.weekday),
  Y: (time) => String(time.year),
  y: (time) => two(time.year % 100),
  Z: () => 'UTC',
  z: () => '+0000',
  ':z': () => '+00:00',
};

function dayOfYear(time: CivilTime, ms: number): number {
  const dayMs = 86_400_000;
  let day = 0;
  for (let at = ms; civilTime(at).year === time.year && day < 366; at -= dayMs) day++;
  return day;
}
