import { describe, expect, it } from 'vitest';
import { printYaml } from '../../sandbox/lib/yaml/index';
import { goJson } from '../../sandbox/lib/go-json';
import { unifiedDiff } from '../../sandbox/lib/unified-diff';
import { formatTable } from '../../sandbox/lib/table';

describe('printYaml', () => {
  it.each<[string, unknown, string]>([
    [
      'sorts keys and keeps lists at their key',
      { b: [1, { d: 2, c: 1 }], a: {} },
      'a: {}\nb:\n- 1\n- c: 1\n  d: 2\n',
    ],
    ['nests lists', [[1, 2], []], '- - 1\n  - 2\n- []\n'],
    [
      'quotes what would read as something else',
      { a: 'no', b: '1.0', c: '', d: '10:30' },
      'a: "no"\nb: "1.0"\nc: ""\nd: "10:30"\n',
    ],
    ['quotes times', { t: '2026-11-21T10:00:00Z' }, 't: "2026-11-21T10:00:00Z"\n'],
    ['uses single quotes for signs', { a: '*', b: 'a: b', c: "'x'" }, "a: '*'\nb: 'a: b'\nc: '''x'''\n"],
    [
      'writes lines as a block',
      { a: 'x\ny\n', b: 'x\ny', c: 'x\n\n' },
      'a: |\n  x\n  y\nb: |-\n  x\n  y\nc: |+\n  x\n\n',
    ],
    [
      'folds long texts at spaces',
      { a: `${'word '.repeat(18)}end` },
      `a: ${'word '.repeat(15)}word\n  word word end\n`,
    ],
    [
      'orders signs before letters, but after a digit letters first',
      { ab: 1, 'a-': 2, a1b: 3, 'a1-': 4 },
      'a-: 2\na1b: 3\na1-: 4\nab: 1\n',
    ],
    ['orders digits by value', { a10: 1, a9: 2, 'a-b': 3 }, 'a-b: 3\na9: 2\na10: 1\n'],
  ])('%s', (_what, value, expected) => {
    expect(printYaml(value)).toBe(expected);
  });
});

describe('goJson', () => {
  it('sorts keys and escapes what HTML would read', () => {
    expect(goJson({ b: '<&>', a: [1, undefined], c: undefined })).toBe(
      '{"a":[1,null],"b":"\\u003c\\u0026\\u003e"}',
    );
  });
});

describe('formatTable', () => {
  it.each<[string, string[][], string]>([
    [
      'pads to the widest cell and three spaces',
      [
        ['NAME', 'AGE'],
        ['reviews', '5s'],
      ],
      'NAME      AGE\nreviews   5s\n',
    ],
    [
      'is never narrower than six',
      [
        ['A', 'B'],
        ['x', 'y'],
      ],
      'A     B\nx     y\n',
    ],
    [
      'keeps empty cells',
      [
        ['NAME', 'HOST', 'AGE'],
        ['a', '', '1s'],
      ],
      'NAME   HOST   AGE\na             1s\n',
    ],
  ])('%s', (_what, rows, expected) => {
    expect(formatTable(rows)).toBe(expected);
  });
});

describe('unifiedDiff', () => {
  it.each<[string, string, string, string]>([
    ['equal texts', 'a\n', 'a\n', ''],
    ['a new text', '', 'a\nb\n', '@@ -0,0 +1,2 @@\n+a\n+b\n'],
    ['a changed line', '1\n2\n3\n4\n5\n', '1\n2\nx\n4\n5\n', '@@ -2,3 +2,3 @@\n 2\n-3\n+x\n 4\n'],
  ])('%s', (_what, before, after, expected) => {
    expect(unifiedDiff(before, after, 1)).toBe(expected);
  });
});
