import { civilTime } from './calendar';
import { memo } from './memo';

/** Times of a crontab line, which stand for UTC. */
interface Schedule {
  readonly minute: ReadonlySet<number>;
  readonly hour: ReadonlySet<number>;
  readonly day: ReadonlySet<number>;
  readonly month: ReadonlySet<number>;
  readonly weekday: ReadonlySet<number>;
  /** Either of day and weekday is enough when both are restricted. */
  readonly eitherDay: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const NONE: ReadonlySet<number> = new Set();

/** One of the five parts of a line. */
interface Field {
  readonly first: number;
  readonly last: number;
  /** What may stand for the values from `first` on. */
  readonly names: readonly string[];
}

const FIELDS: readonly Field[] = [
  { first: 0, last: 59, names: [] },
  { first: 0, last: 23, names: [] },
  { first: 1, last: 31, names: [] },
  { first: 1, last: 12, names: MONTHS },
  { first: 0, last: 6, names: WEEKDAYS },
];
const SHORTHANDS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A schedule that names no time within this many days names none. */
const HORIZON_DAYS = 5 * 366;

/** What is wrong with a schedule, in the words of Go's robfig/cron; undefined when nothing is. */
export function scheduleProblem(text: string): string | undefined {
  const parsed = parse(text);
  return typeof parsed === 'string' ? parsed : undefined;
}

/** The first time of a schedule after a moment, both epoch milliseconds; undefined when there is none. */
export function nextTime(text: string, afterMs: number): number | undefined {
  const schedule = parse(text);
  if (typeof schedule === 'string') return undefined;
  let time = (Math.floor(afterMs / MINUTE_MS) + 1) * MINUTE_MS;
  const end = time + HORIZON_DAYS * DAY_MS;
  while (time < end) {
    const { day, month, weekday, hour, minute } = civilTime(time);
    if (!schedule.month.has(month) || !isDay(schedule, day, weekday))
      time = (Math.floor(time / DAY_MS) + 1) * DAY_MS;
    else if (!schedule.hour.has(hour)) time = (Math.floor(time / HOUR_MS) + 1) * HOUR_MS;
    else if (!schedule.minute.has(minute)) time += MINUTE_MS;
    else return time;
  }
  return undefined;
}

function isDay({ day: days, weekday: weekdays, eitherDay }: Schedule, day: number, weekday: number): boolean {
  return eitherDay ? days.has(day) || weekdays.has(weekday) : days.has(day) && weekdays.has(weekday);
}

/** The times, or what is wrong; controllers ask for the next time of the same few schedules again and again. */
const parse = memo(64, (text): Schedule | string => {
  const line = SHORTHANDS[text] ?? text;
  if (line.startsWith('@')) return `unrecognized descriptor: ${line}`;
  const words = line.split(/\s+/).filter((word) => word !== '');
  if (words.length !== FIELDS.length)
    return `expected exactly 5 fields, found ${String(words.length)}: [${words.join(' ')}]`;
  const sets: ReadonlySet<number>[] = [];
  for (const [index, field] of FIELDS.entries()) {
    const values = parseField(words[index] ?? '', field);
    if (typeof values === 'string') return values;
    sets.push(values);
  }
  const [minute = NONE, hour = NONE, day = NONE, month = NONE, weekday = NONE] = sets;
  const isOpen = (word = ''): boolean => word.startsWith('*') || word.startsWith('?');
  return { minute, hour, day, month, weekday, eitherDay: !isOpen(words[2]) && !isOpen(words[4]) };
});

/** `1,10-20/5`. */
function parseField(word: string, field: Field): ReadonlySet<number> | string {
  const values = new Set<number>();
  for (const part of word.split(',')) {
    const range = parseRange(part, field);
    if (typeof range === 'string') return range;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
  }
  return values;
}

function parseRange(
  part: string,
  field: Field,
): { readonly from: number; readonly to: number; readonly step: number } | string {
  const [span = '', stepText, ...tooMany] = part.split('/');
  if (tooMany.length > 0) return `too many slashes: ${part}`;
  const [low = '', high, ...more] = span.split('-');
  if (more.length > 0) return `too many hyphens: ${part}`;
  const isAll = low === '*' || low === '?';
  const from = isAll ? field.first : valueOf(low, field);
  const end = high === undefined ? undefined : valueOf(high, field);
  const step = stepText === undefined ? 1 : Number(/^\d+$/.exec(stepText)?.[0] ?? Number.NaN);
  for (const [value, typed] of [
    [from, low],
    [end, high],
    [step, stepText],
  ] as const)
    if (value !== undefined && Number.isNaN(value))
      return `failed to parse int from ${typed ?? ''}: strconv.Atoi: parsing ${JSON.stringify(typed)}: invalid syntax`;
  const to = end ?? (isAll || stepText !== undefined ? field.last : from);
  if (from < field.first)
    return `beginning of range (${String(from)}) below minimum (${String(field.first)}): ${part}`;
  if (to > field.last) return `end of range (${String(to)}) above maximum (${String(field.last)}): ${part}`;
  if (from > to) return `beginning of range (${String(from)}) beyond end of range (${String(to)}): ${part}`;
  if (step === 0) return `step of range should be a positive number: ${part}`;
  return { from, to, step };
}

function valueOf(word: string, field: Field): number {
  const named = field.names.indexOf(word.toLowerCase());
  if (named >= 0) return named + field.first;
  return /^\d+$/.test(word) ? Number(word) : Number.NaN;
}
