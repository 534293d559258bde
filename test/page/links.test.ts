import { describe, expect, it } from 'vitest';
import type { EdgeSteering } from '../../sandbox/index';
import { blockEnd, edgesAt, placesOf } from '../../src/graph/links';

const TEXT = `kind: VirtualService
spec:
  hosts:
    - staff
  http:
    - route:
        - destination:
            subset: safe

          weight: 90
        # the new one
        - destination:
            subset: risky
          weight: 10
---
kind: DestinationRule`;

const textOf = (file: string): string | undefined => (file === 'canary.yaml' ? TEXT : undefined);

function edge(id: string, target: string, ...lines: number[]): EdgeSteering {
  const place = { kind: 'VirtualService', namespace: 'default', name: 'vs', path: '' };
  return {
    edge: id,
    source: 'api',
    target,
    origins: [
      { ...place, file: 'samples/app.yaml', line: 3 },
      ...lines.map((line) => ({ ...place, file: '/home/learner/canary.yaml', line })),
    ],
  };
}

const STEERING = [edge('to-safe', 'safe', 6, 7), edge('to-risky', 'risky', 6, 12)];

describe('a block of YAML', () => {
  it.each([
    ['a list item, to the last line indented deeper', 7, 10],
    ['the last item, up to the next document', 12, 14],
    ['a rule with all of its items', 6, 14],
    ['a single line', 4, 4],
  ])('ends: %s', (_, line, end) => {
    expect(blockEnd(TEXT, line)).toBe(end);
  });
});

describe('what is chosen in the mesh', () => {
  it('marks its own block, and only the head of a block it shares', () => {
    const risky = [
      { file: 'canary.yaml', start: 6, end: 6 },
      { file: 'canary.yaml', start: 12, end: 14 },
    ];
    expect(placesOf(STEERING, { node: 'risky' }, textOf)).toEqual(risky);
    expect(placesOf(STEERING, { edge: 'to-risky' }, textOf)).toEqual(risky);
  });

  it('marks nothing where nothing of the home had a say', () => {
    expect(placesOf(STEERING, { node: 'elsewhere' }, textOf)).toEqual([]);
  });
});

describe('the line under the cursor', () => {
  it.each([
    ['a weight: its own edge', 14, ['to-risky']],
    ['the rule above both: both', 6, ['to-safe', 'to-risky']],
    ['what steers nothing', 1, []],
  ])('lights %s', (_, line, edges) => {
    expect(edgesAt(STEERING, { file: 'canary.yaml', line }, textOf)).toEqual(edges);
  });
});
