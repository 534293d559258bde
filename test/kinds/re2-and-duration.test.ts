import { describe, expect, it } from 'vitest';
import { formatDuration, parseDurationMs } from '../../sandbox/lib/duration';
import { compileRe2, isRe2 } from '../../sandbox/lib/re2';

describe('durations', () => {
  it.each([
    ['1.5s', 1500],
    ['1h30m', 5_400_000],
    ['-2ms', -2],
    ['0', 0],
    ['.5s', 500],
    ['100us', 0.1],
    ['', undefined],
    ['5', undefined],
    ['5 s', undefined],
    ['1d', undefined],
    ['s', undefined],
  ])('%j is %s ms', (text, ms) => {
    expect(parseDurationMs(text)).toBe(ms);
  });

  it.each([
    [0, '0s'],
    [10, '10ms'],
    [1500, '1.5s'],
    [3_600_000, '1h0m0s'],
    [90_000, '1m30s'],
    [0.5, '500µs'],
    [-1000, '-1s'],
  ])('%s ms prints as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('RE2', () => {
  it.each([
    ['a(b', 'error parsing regexp: missing closing ): `a(b`'],
    ['a(?=b)', 'error parsing regexp: invalid or unsupported Perl syntax: `(?=`'],
    ['[', 'error parsing regexp: missing closing ]: `[`'],
    ['*', 'error parsing regexp: missing argument to repetition operator: `*`'],
    ['a{1001}', 'error parsing regexp: invalid repeat count: `{1001}`'],
  ])('refuses %s', (pattern, error) => {
    expect(compileRe2(pattern)).toEqual({ error });
  });

  it.each([
    ['/a.*', '/abc', true, true],
    ['b', 'abc', true, false],
    ['(?i)ABC', 'abc', true, true],
    ['\\d+', '12', true, true],
    ['^$', '', true, true],
  ])('%s on %j: found %s, whole %s', (pattern, text, found, whole) => {
    const re = compileRe2(pattern);
    if (!isRe2(re)) throw new Error(re.error);
    expect([re.matches(text), re.fullMatch(text)]).toEqual([found, whole]);
  });

  it.each([
    ['a(b+)', 'xabbyab', '[\\1]', 'x[bb]y[b]'],
    ['b', 'abc', '<\\0>', 'a<b>c'],
    ['b', 'abc', '$1', 'a$1c'],
    ['b*', 'abc', '-', '-a--c-'],
    ['/api/(?P<v>v\\d)', '/api/v1/x', '/\\1', '/v1/x'],
    ['(x)?b', 'ab', '\\1', 'a'],
    ['b', 'abc', '\\\\', 'a\\c'],
  ])('%s in %s becomes %s', (pattern, text, substitution, result) => {
    const re = compileRe2(pattern);
    if (!isRe2(re)) throw new Error(re.error);
    expect(re.replace(text, substitution)).toBe(result);
  });

  it('takes no exponential time', () => {
    const re = compileRe2('(a+)+$');
    if (!isRe2(re)) throw new Error(re.error);
    const before = performance.now();
    expect(re.fullMatch(`${'a'.repeat(20_000)}b`)).toBe(false);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
