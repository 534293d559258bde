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

  test('copies of copies, each written to, keep what is theirs', () => {
    const name = fc.constantFrom('a', 'A', 'b', 'c');
    const write = fc.record({
      verb: fc.constantFrom('set' as const, 'append' as const, 'delete' as const, 'clone' as const),
      which: fc.nat(),
      name,
      value: fc.constantFrom('1', '22', '333'),
    });
    fc.assert(
      fc.property(fc.array(write, { maxLength: 40 }), (writes) => {
        const written = [new HttpHeaders([['a', '1']])];
        const expected: [string, string][][] = [[['a', '1']]];
        for (const { verb, which, name: field, value } of writes) {
          const index = which % written.length;
          const [headers, lines] = [written[index], expected[index]];
          if (headers === undefined || lines === undefined) continue;
          if (verb === 'clone') {
            written.push(headers.clone());
            expected.push(lines.slice());
            continue;
          }
          const places = lines.flatMap(([other], at) =>
            other.toLowerCase() === field.toLowerCase() ? at : [],
          );
          const [first] = places;
          if (verb === 'delete') headers.delete(field);
          else headers[verb](field, value);
          if (verb === 'append' || (verb === 'set' && first === undefined)) lines.push([field, value]);
          else {
            for (const at of places.reverse()) if (verb === 'delete' || at !== first) lines.splice(at, 1);
            if (verb === 'set' && first !== undefined) lines[first] = [field, value];
          }
        }
        expect(written.map((headers) => headers.entries())).toEqual(expected);
        const lengths = expected.map((lines) => lines.flat().join('').length);
        expect(written.map(({ characters }) => characters)).toEqual(lengths);
      }),
    );
  });

  test('so many names that none are remembered any more are found all the same', () => {
    const headers = new HttpHeaders(Array.from({ length: 700 }, (_, index) => [`n${String(index)}`, 'v']));
    const before = headers.clone();
    for (let index = 0; index < 700; index += 2) headers.delete(`N${String(index)}`);
    expect([before.size, headers.size, headers.has('n1'), headers.has('n2')]).toEqual([
      700,
      350,
      true,
      false,
    ]);
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
