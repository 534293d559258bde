import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseCluster } from '../../sandbox/envoy/match/cluster-choice';
import { RandomSource } from '../../sandbox/sim/index';

const SEEDS = 40;
const DRAWS = 1_000;

const weights = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 6 });

/** The sum over seeds of squared distances from what the weights promise; each cluster but one is a degree of freedom. */
function chiSquare(list: readonly number[]): number {
  const clusters = list.map((weight, index) => ({ name: String(index), weight }));
  const total = list.reduce((sum, weight) => sum + weight, 0);
  let square = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const random = new RandomSource(seed).stream('weighted-cluster');
    const seen = list.map(() => 0);
    for (let draw = 0; draw < DRAWS; draw++) {
      const choice = chooseCluster({ weightedClusters: { clusters } }, random);
      const index = choice && 'chosen' in choice ? Number(choice.chosen.name) : -1;
      seen[index] = (seen[index] ?? 0) + 1;
    }
    list.forEach((weight, index) => {
      const expected = (DRAWS * weight) / total;
      square += ((seen[index] ?? 0) - expected) ** 2 / expected;
    });
  }
  return square;
}

test('shares converge to weights over seeds: neither further from them than chance goes, nor nearer', () => {
  fc.assert(
    fc.property(weights, (list) => {
      const freedom = SEEDS * (list.length - 1);
      // The distribution's mean is its freedom and its variance twice that; six deviations are never.
      const distance = Math.abs(chiSquare(list) - freedom) / Math.sqrt(2 * freedom);
      expect(distance).toBeLessThan(6);
    }),
    { numRuns: 25, seed: 1 },
  );
});
