import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LabelIndex } from '../../sandbox/istio/discovery/label-index';
import { selects, type Labels } from '../../sandbox/istio/discovery/labels';

const labels: fc.Arbitrary<Labels> = fc.dictionary(
  fc.constantFrom('app', 'version', 'tier'),
  fc.constantFrom('a', 'b'),
);
const item = fc.record({ namespace: fc.constantFrom('one', 'two'), labels });

test('a selector chooses what a look at everything would choose, in the same order', () => {
  fc.assert(
    fc.property(fc.array(item), fc.constantFrom('one', 'two'), labels, (items, namespace, selector) => {
      fc.pre(Object.keys(selector).length > 0);
      const chosen = items.filter((one) => one.namespace === namespace && selects(selector, one.labels));
      const index = new LabelIndex(items, (one) => one.labels);
      expect(index.selected(namespace, selector)).toEqual(chosen);
    }),
  );
});

test('thousands of entries that select among thousands of workloads take no time to speak of', () => {
  const items = Array.from({ length: 20_000 }, (_, i) => ({
    namespace: 'one',
    labels: { app: `app-${String(i % 5000)}` },
  }));
  let looks = 0;
  const index = new LabelIndex(items, (one) => {
    looks++;
    return one.labels;
  });
  for (let i = 0; i < 5000; i++) expect(index.selected('one', { app: `app-${String(i)}` })).toHaveLength(4);
  expect(looks).toBe(2 * items.length);
});
