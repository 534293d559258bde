import { describe, expect, it } from 'vitest';
import { fieldsOf, withValue } from '../../src/lab/fields-of';

const TEXT = `http:
  - route:
      - destination: { host: a }
        weight: 90 # most of them
      - weight: 10
# weight: 5
labels:
  weight:
    deep: 1`;

describe('fields to tap', () => {
  it('are the places where a key has a plain value', () => {
    expect(fieldsOf(TEXT, ['weight'])).toEqual([
      { key: 'weight', value: '90', line: 4 },
      { key: 'weight', value: '10', line: 5 },
    ]);
  });

  it('change in place; comments and indentation stay', () => {
    const [first, second] = fieldsOf(TEXT, ['weight']);
    if (first === undefined || second === undefined) throw new Error('two fields');
    expect(withValue(TEXT, first, '50').split('\n')[3]).toBe('        weight: 50 # most of them');
    expect(withValue(TEXT, second, '50').split('\n')[4]).toBe('      - weight: 50');
  });
});
