import { expect, it } from 'vitest';
import fc from 'fast-check';
import { jsonProblem } from '../../sandbox/lib/json-problem';

it.each<[string, string | undefined]>([
  ['', 'unexpected end of JSON input'],
  ['foo', "invalid character 'o' in literal false (expecting 'a')"],
  ['not json', "invalid character 'o' in literal null (expecting 'u')"],
  ['tru', "invalid character ' ' in literal true (expecting 'e')"],
  ['"a', 'unexpected end of JSON input'],
  ['1.', "invalid character ' ' after decimal point in numeric literal"],
  ['-', "invalid character ' ' in numeric literal"],
  ['[1', 'unexpected end of JSON input'],
  ['a.b', "invalid character 'a' looking for beginning of value"],
  ["'a'", "invalid character '\\'' looking for beginning of value"],
  ['{"keys": [}', "invalid character '}' looking for beginning of value"],
  ['{"keys": [1 2]}', "invalid character '2' after array element"],
  ['{"a": 1 "b"}', "invalid character '\"' after object key:value pair"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{a: 1}', "invalid character 'a' looking for beginning of object key string"],
  ['{"a": 1,}', "invalid character '}' looking for beginning of object key string"],
  ['{} x', "invalid character 'x' after top-level value"],
  ['"\\q"', "invalid character 'q' in string escape code"],
  ['"\\u12g4"', "invalid character 'g' in \\u hexadecimal character escape"],
  ['-x', "invalid character 'x' in numeric literal"],
  ['1.x', "invalid character 'x' after decimal point in numeric literal"],
  ['1ex', "invalid character 'x' in exponent of numeric literal"],
  ['01', "invalid character '1' after top-level value"],
  ['{"keys": [{"kty": "RSA"', 'unexpected end of JSON input'],
  [' {"keys": [1.5e3, true, null, "\\u00e9"]}\n', undefined],
])('%s', (text, problem) => {
  expect(jsonProblem(text)).toBe(problem);
});

it('finds nothing wrong with what JSON.parse reads, and something with what it refuses', () => {
  const isRead = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const odd = fc.constantFrom('', ',', '"', '}', ']', '1', '-', '\\', ':', 'e', ' ');
  const broken = fc.tuple(fc.json(), fc.nat(), odd).map(([text, place, character]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + character + text.slice(at + 1);
  });
  fc.assert(
    fc.property(fc.oneof(fc.json(), broken), (text) => {
      expect(jsonProblem(text) === undefined).toBe(isRead(text));
    }),
    { numRuns: 2000 },
  );
});
