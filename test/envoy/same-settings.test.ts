import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameSettings } from '../../sandbox/envoy/cluster/same-settings';

test('means the same as equal texts, places and endpoints aside', () => {
  const value = fc.object({
    key: fc.constantFrom('a', 'b', 'origin'),
    maxDepth: 3,
    values: [fc.nat(2), fc.boolean()],
  });
  const text = (input: unknown): string => JSON.stringify(sorted(input));
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(sameSettings(a, b)).toBe(text(a) === text(b));
      expect(sameSettings(a, structuredClone(a))).toBe(true);
    }),
  );
});

test.each([
  [{ a: 1, origin: { line: 1 } }, { a: 1, origin: { line: 2 } }, true],
  [{ a: undefined }, {}, true],
  [{}, { a: 1 }, false],
  [[1, 2], [1], false],
  [[], {}, false],
  [null, {}, false],
])('%j and %j: %s', (a, b, same) => {
  expect(sameSettings(a, b)).toBe(same);
});

/** Keys in order, without what is ignored. */
function sorted(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(sorted);
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(
    Object.entries(input)
      .filter(([key]) => key !== 'origin')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
