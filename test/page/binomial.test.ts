import { describe, expect, it } from 'vitest';
import { atLeast, binomial } from '../../src/lab/binomial-distribution';

describe('binomial', () => {
  it.each([
    // n, percent, low, high: the exact 2.5 % and 97.5 % quantiles
    [31, 10, 0, 7],
    [100, 10, 5, 16],
    [1000, 10, 82, 119],
    [1, 50, 0, 1],
    [10, 0, 0, 0],
    [10, 100, 10, 10],
  ])('%d requests at %d percent end between %d and %d', (n, percent, low, high) => {
    const chance = binomial(n, percent);
    expect([chance.low, chance.high]).toEqual([low, high]);
  });

  it('adds up to one, also where factorials overflow', () => {
    const sum = binomial(1000, 10).probabilities.reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(1, 9);
  });

  it('finds four or more of 31 unremarkable', () => {
    expect(atLeast(binomial(31, 10), 4)).toBeCloseTo(0.3762, 3);
  });
});
