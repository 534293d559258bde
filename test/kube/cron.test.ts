import { describe, expect, it } from 'vitest';
import { isoSeconds } from '../../sandbox/lib/calendar';
import { nextTime, scheduleProblem } from '../../sandbox/lib/cron';

/** 2026-11-21T10:00:30Z, a Saturday. */
const NOW_MS = 1_795_255_230_000;

describe('schedules of cron jobs', () => {
  it.each([
    ['* * * * *', '2026-11-21T10:01:00Z'],
    ['*/15 * * * *', '2026-11-21T10:15:00Z'],
    ['5/20 10 * * *', '2026-11-21T10:05:00Z'],
    ['0 9-17/4 * * *', '2026-11-21T13:00:00Z'],
    ['30 3 * * mon-fri', '2026-11-23T03:30:00Z'],
    ['0 0 1 jan,feb *', '2027-01-01T00:00:00Z'],
    ['0 0 13 * fri', '2026-11-27T00:00:00Z'],
    ['0 0 29 2 *', '2028-02-29T00:00:00Z'],
    ['@hourly', '2026-11-21T11:00:00Z'],
    ['@weekly', '2026-11-22T00:00:00Z'],
    ['0 0 31 2 *', undefined],
  ])('%s comes next at %s', (schedule, next) => {
    expect(scheduleProblem(schedule)).toBeUndefined();
    const time = nextTime(schedule, NOW_MS);
    expect(time === undefined ? undefined : isoSeconds(time)).toBe(next);
  });

  it.each([
    ['* * *', 'expected exactly 5 fields, found 3: [* * *]'],
    ['60 * * * *', 'end of range (60) above maximum (59): 60'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['5-3 * * * *', 'beginning of range (5) beyond end of range (3): 5-3'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['x * * * *', 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
    ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
    ['1/2/3 * * * *', 'too many slashes: 1/2/3'],
    ['@never', 'unrecognized descriptor: @never'],
  ])('%s is refused', (schedule, problem) => {
    expect(scheduleProblem(schedule)).toBe(problem);
    expect(nextTime(schedule, NOW_MS)).toBeUndefined();
  });
});
