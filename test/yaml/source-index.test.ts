import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../sandbox/lib/yaml/index';

const TEXT = `kind: A
---
metadata:
  name: "canary"
  annotations: {a.b/c: x}
spec:
  http:
  - timeout: 3s
    route: [{weight: 150}, *none]
`.replace(', *none', ', {weight: 1}');

const source = parseYaml(TEXT, { file: 'canary.yaml' }).documents[1]?.source;
const cut = (range: { start: { offset: number }; end: { offset: number } } | undefined): string | undefined =>
  range && TEXT.slice(range.start.offset, range.end.offset);

describe('every key and value has its place', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['metadata.name', 'name', '"canary"'],
    ['metadata.annotations', 'annotations', '{a.b/c: x}'],
    ['metadata.annotations.a.b/c', 'a.b/c', 'x'],
    ['spec.http[0]', undefined, 'timeout: 3s\n    route: [{weight: 150}, {weight: 1}]'],
    ['spec.http[0].timeout', 'timeout', '3s'],
    ['spec.http[0].route[1]', undefined, '{weight: 1}'],
    ['spec.http[0].route[1].weight', 'weight', '1'],
  ])('%s', (path, key, value) => {
    expect([cut(source?.keyRangeOf(path)), cut(source?.rangeOf(path))]).toEqual([key, value]);
  });

  it('counts lines and columns of the whole stream', () => {
    expect(source?.rangeOf('spec.http[0].timeout')).toEqual({
      start: { line: 8, column: 14, offset: TEXT.indexOf('3s') },
      end: { line: 8, column: 16, offset: TEXT.indexOf('3s') + 2 },
    });
  });

  it('knows where things stand in brackets that are indented less than the standard wants', () => {
    const text = 'a: 1\n---\nc:\n  - args: [\n  "one", {\nk: v\n}\n  ]\n    next: 2\n';
    const index = parseYaml(text, { file: 'x.yaml' }).documents[1]?.source;
    const at = (path: string): string | undefined => {
      const range = index?.rangeOf(path);
      return range && text.slice(range.start.offset, range.end.offset);
    };
    expect(['c[0].args', 'c[0].args[0]', 'c[0].args[1].k', 'c[0].next'].map(at)).toEqual([
      '[\n  "one", {\nk: v\n}\n  ]',
      '"one"',
      'v',
      '2',
    ]);
  });

  it('answers the nearest parent for a path that is not there', () => {
    expect(cut(source?.rangeOf('spec.http[0].route[7].destination.host'))).toBe(
      '[{weight: 150}, {weight: 1}]',
    );
    expect(source?.has('spec.http[0].route[7]')).toBe(false);
  });
});
