import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HttpHeaders, httpResponse, utf8Bytes, utf8Length } from '../../sandbox/net/index';

describe('header fields', () => {
  test('are found without case, several lines joined, order and spelling kept', () => {
    const headers = new HttpHeaders([
      ['X-A', '1'],
      ['b', '2'],
      ['x-a', ' 3\t'],
    ]);
    expect([headers.get('x-A'), headers.values('X-a'), headers.has('B'), headers.get('c')]).toEqual([
      '1,3',
      ['1', '3'],
      true,
      undefined,
    ]);
    expect(headers.set('X-a', '4').entries()).toEqual([
      ['X-a', '4'],
      ['b', '2'],
    ]);
  });

  test('a copy is its own', () => {
    const original = new HttpHeaders([['a', '1']]);
    original.clone().set('a', '2').append('b', '3');
    expect(original.entries()).toEqual([['a', '1']]);
  });

  test('deleting takes every line of the name and no other', () => {
    const name = fc.constantFrom('a', 'A', 'b', 'c');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.constantFrom('1', '2'))), name, (fields, victim) => {
        const headers = new HttpHeaders(fields);
        const left = fields.filter(([field]) => field.toLowerCase() !== victim.toLowerCase());
        expect(headers.delete(victim)).toBe(left.length < fields.length);
        expect(headers.entries()).toEqual(left);
        const several = new HttpHeaders(fields);
        several.deleteAll(new Set([victim.toLowerCase(), 'c']));
        expect(several.entries()).toEqual(left.filter(([field]) => field !== 'c'));
      }),
    );
  });
});

test('UTF-8 is counted and written as the platform does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const expected = new TextEncoder().encode(text);
      expect([utf8Length(text), [...utf8Bytes(text)]]).toEqual([expected.length, [...expected]]);
    }),
  );
  expect([...utf8Bytes('\ud800a')]).toEqual([...new TextEncoder().encode('\ud800a')]);
});

test.each([
  [
    httpResponse(200, 'é', [['x', 'y']]).headers.entries(),
    [
      ['x', 'y'],
      ['content-length', '2'],
    ],
  ],
  [httpResponse(204).headers.entries(), []],
  [httpResponse(200, 'abc', [['content-length', '9']]).headers.entries(), [['content-length', '9']]],
])('a body brings its length: %#', (got, expected) => {
  expect(got).toEqual(expected);
});
