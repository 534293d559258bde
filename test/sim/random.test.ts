import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RandomSource } from '../../sandbox/sim/index';

const draw = (seed: number, purpose: string, count: number): number[] => {
  const stream = new RandomSource(seed).stream(purpose);
  return Array.from({ length: count }, () => stream.uint32());
};

describe('random streams', () => {
  test('same seed and purpose, same numbers; another of either, others', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string({ minLength: 1 }), (seed, purpose) => {
        expect(draw(seed, purpose, 8)).toEqual(draw(seed, purpose, 8));
        expect(draw(seed, purpose, 8)).not.toEqual(draw(seed + 1, purpose, 8));
        expect(draw(seed, purpose, 8)).not.toEqual(draw(seed, `${purpose}x`, 8));
      }),
    );
  });

  test('a new draw in one stream does not shift another', () => {
    const source = new RandomSource(7);
    const one = source.stream('one');
    const other = source.stream('other');
    one.uint32();
    const after = other.uint32();
    expect(after).toBe(new RandomSource(7).stream('other').uint32());
  });

  test('draws below a bound are even', () => {
    const stream = new RandomSource(3).stream('dice');
    const counts = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 60_000; i++) {
      const face = stream.below(6);
      counts[face] = (counts[face] ?? 0) + 1;
    }
    // chi-square with 5 degrees of freedom: 20.5 is the 0.999 quantile
    const chi = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chi).toBeLessThan(20.5);
  });

  test('texts have the shapes they promise', () => {
    const stream = new RandomSource(1).stream('text');
    expect(stream.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(stream.hex(5)).toMatch(/^[0-9a-f]{5}$/);
    expect(stream.text(5, 'bcd')).toMatch(/^[bcd]{5}$/);
  });
});
