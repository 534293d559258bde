/** Calendar text from epoch milliseconds (proleptic Gregorian, UTC); the simulated world has no platform clock. */

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const DAY_MS = 86_400_000;

/** A moment taken apart; `month` counts from 1, `weekday` from Sunday = 0. */
export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** Takes epoch milliseconds apart (days to civil date after Howard Hinnant's algorithm). */
export function civilTime(epochMs: number): CivilTime {
  const days = Math.floor(epochMs / DAY_MS);
  const ofDay = Math.floor(epochMs - days * DAY_MS);
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
    hour: Math.floor(ofDay / 3_600_000),
    minute: Math.floor(ofDay / 60_000) % 60,
    second: Math.floor(ofDay / 1000) % 60,
    millisecond: ofDay % 1000,
  };
}

/** The moment a date and time of day name, epoch milliseconds (the same algorithm, the other way round). */
export function epochMs(time: Omit<CivilTime, 'weekday' | 'millisecond'>): number {
  const year = time.month <= 2 ? time.year - 1 : time.year;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (time.month + (time.month > 2 ? -3 : 9)) + 2) / 5) + time.day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  return days * DAY_MS + ((time.hour * 60 + time.minute) * 60 + time.second) * 1000;
}

/** `2026-11-21T10:00:00.123Z`. */
export function isoMillis(epochMs: number): string {
  const t = civilTime(epochMs);
  return `${isoDate(t)}T${clock(t)}.${pad(t.millisecond, 3)}Z`;
}

/** `2026-11-21T10:00:00Z`, as Kubernetes writes times. */
export function isoSeconds(epochMs: number): string {
  const t = civilTime(epochMs);
  return `${isoDate(t)}T${clock(t)}Z`;
}

/** `Sat, 21 Nov 2026 10:00:00 GMT`, an HTTP date. */
export function httpDate(epochMs: number): string {
  const second = Math.floor(epochMs / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    lastHttpDate = httpDateOf(civilTime(epochMs));
  }
  return lastHttpDate;
}

/** Every answer carries a date, and many fall into one second: its text is made once. */
let lastSecond = NaN;
let lastHttpDate = '';

function httpDateOf(t: CivilTime): string {
  return `${weekdayName(t)}, ${pad(t.day, 2)} ${monthName(t)} ${String(t.year)} ${clock(t)} GMT`;
}

/** `Sat Nov 21 10:00:00 UTC 2026`, as `date` and java.util.Date print. */
export function unixDate(epochMs: number): string {
  const t = civilTime(epochMs);
  return `${weekdayName(t)} ${monthName(t)} ${pad(t.day, 2)} ${clock(t)} UTC ${String(t.year)}`;
}

/** `Nov 21 10:00:00 2026 GMT`, as OpenSSL prints times. */
export function certificateDate(epochMs: number): string {
  const t = civilTime(epochMs);
  return `${monthName(t)} ${String(t.day).padStart(2)} ${clock(t)} ${String(t.year)} GMT`;
}

function isoDate(t: CivilTime): string {
  return `${pad(t.year, 4)}-${pad(t.month, 2)}-${pad(t.day, 2)}`;
}

function clock(t: CivilTime): string {
  return `${pad(t.hour, 2)}:${pad(t.minute, 2)}:${pad(t.second, 2)}`;
}

function weekdayName(t: CivilTime): string {
  return WEEKDAYS[t.weekday] ?? '';
}

function monthName(t: CivilTime): string {
  return MONTHS[t.month - 1] ?? '';
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
