import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parseYaml, printYaml, YAML_LIMITS } from '../../sandbox/lib/yaml/index';

const values = (text: string): unknown[] =>
  parseYaml(text, { file: 'x.yaml' }).documents.map(({ value }) => value);
const messages = (text: string): string[] =>
  parseYaml(text, { file: 'x.yaml' }).errors.map(({ message }) => message);

describe('scalars are read as kubectl reads them', () => {
  it.each<[string, unknown]>([
    ['yes', true],
    ['y', true],
    ['Off', false],
    ['~', null],
    ['"no"', 'no'],
    ['010', 8],
    ['0o10', 8],
    ['0x1F', 31],
    ['09080', 9080],
    ['1_000', 1000],
    ['1.0', 1],
    ['.5', 0.5],
    ['1e3', 1000],
    ['12:30', '12:30'],
    ['2026-11-21', '2026-11-21'],
    ['1.2.3', '1.2.3'],
    ['!!str 12', '12'],
    ["'it''s'", "it's"],
  ])('%s', (text, expected) => {
    expect(values(`a: ${text}\n`)).toEqual([{ a: expected }]);
  });
});

describe('documents', () => {
  it.each<[string, string, unknown[]]>([
    ['are cut at lines that begin with three dashes', 'a: 1\n--- # next\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['without content are skipped', '---\n# nothing\n---\na: 1\n---\n', [{ a: 1 }]],
    ['may be JSON with liberties', '{"a": [1, 2,], b: {c: d}}', [{ a: [1, 2], b: { c: 'd' } }]],
    ['take the last of equal keys', 'a: 1\na: 2\n', [{ a: 2 }]],
    [
      'merge maps below their own keys',
      'b: &b {x: 1, z: 1}\nm:\n  <<: *b\n  z: 2\n',
      [{ b: { x: 1, z: 1 }, m: { x: 1, z: 2 } }],
    ],
    [
      'may close brackets where their key stands',
      'c:\n  - args: [\n    "a", # first\n\tb,\n    {c: [\n1\n]}\n  ]\n    text: "x\ny\\\n  z"\nd: \'p\n\nq\'\n',
      [{ c: [{ args: ['a', 'b', { c: [1] }], text: 'x yz' }], d: 'p\nq' }],
    ],
    ['end where their first value ends', ' a: 1\nb: 2\n', [{ a: 1 }]],
    ['end their last block as the text ends', 'a: |\n  x\n  y', [{ a: 'x\ny' }]],
    ['keep keys that are no strings as text', '1: a\ntrue: b\n', [{ 1: 'a', true: 'b' }]],
  ])('%s', (_what, text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it('keep __proto__ an ordinary key', () => {
    const [value] = values('__proto__:\n  polluted: true\n');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('errors are those of the YAML library kubectl uses, lines counted from the start of the document', () => {
  it.each<[string, string, string]>([
    [
      'a tab',
      'a: 1\nspec:\n\thosts: x\n',
      'error converting YAML to JSON: yaml: line 3: found character that cannot start any token',
    ],
    [
      'a tab alone in the last line',
      'a: 1\n\t',
      'error converting YAML to JSON: yaml: line 2: found a tab character that violates indentation',
    ],
    [
      'a value without a key',
      'a:\n  : b\n',
      'error converting YAML to JSON: yaml: line 1: did not find expected key',
    ],
    [
      'too little indentation',
      'a:\n    b: 1\n   c: 2\n',
      'error converting YAML to JSON: yaml: line 2: did not find expected key',
    ],
    [
      'a second colon',
      'a: 1\nb: c: d\n',
      'error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context',
    ],
    [
      'a problem on the first line',
      'b: c: d\n',
      'error converting YAML to JSON: yaml: mapping values are not allowed in this context',
    ],
    [
      'an open list',
      'a: 1\nb: [x\nc: 2\n',
      "error converting YAML to JSON: yaml: line 2: did not find expected ',' or ']'",
    ],
    [
      'an open quote',
      'a: 1\nb: "x\nc: 2\n',
      'error converting YAML to JSON: yaml: line 4: found unexpected end of stream',
    ],
    [
      'a bare star',
      'a: 1\nb: *.com\n',
      'error converting YAML to JSON: yaml: line 2: did not find expected alphabetic or numeric character',
    ],
    [
      'a missing colon',
      'a: 1\nhosts\nb: 2\n',
      "error converting YAML to JSON: yaml: line 3: could not find expected ':'",
    ],
    ['an unknown anchor', 'a: *x\n', "error converting YAML to JSON: yaml: unknown anchor 'x' referenced"],
    [
      'an anchor inside itself',
      'a: &a [*a]\n',
      "error converting YAML to JSON: yaml: anchor 'a' value contains itself",
    ],
    ['JSON that stops', '{"a": {"b": 1}\n', 'unexpected EOF'],
    ['a bad separator', 'a: 1\n----\n', 'invalid Yaml document separator: -'],
  ])('%s', (_what, text, message) => {
    expect(messages(text)).toEqual([message]);
  });

  it('do not lose the documents around a broken one', () => {
    const { documents, errors } = parseYaml('a: 1\n---\nb: c: d\n---\ne: 2\n', { file: 'x.yaml' });
    expect(documents.map(({ value, startLine }) => [value, startLine])).toEqual([
      [{ a: 1 }, 1],
      [{ e: 2 }, 5],
    ]);
    expect(errors).toMatchObject([
      { code: 'YAML001', documentsBefore: 1, range: { start: { line: 3, column: 5 } } },
    ]);
  });
});

describe('limits end in a message', () => {
  const bomb = [
    'a: &a [x]',
    ...'bcdefghij'.split('').map(
      (key, at) =>
        `${key}: &${key} [${Array(9)
          .fill(`*${'abcdefghij'.charAt(at)}`)
          .join(', ')}]`,
    ),
  ].join('\n');
  it.each<[string, string, string]>([
    ['size', `a: ${'x'.repeat(YAML_LIMITS.bytes)}`, 'the text is larger than 256 KiB'],
    ['size in bytes', `a: ${'한'.repeat(YAML_LIMITS.bytes / 3)}`, 'the text is larger than 256 KiB'],
    ['depth', `${'['.repeat(65)}${']'.repeat(65)}`, 'nested deeper than 64 levels'],
    [
      'aliases',
      `a: &a 1\nb: [${Array(101).fill('*a').join(', ')}]`,
      'error converting YAML to JSON: yaml: more than 100 aliases in one document',
    ],
    [
      'expansion of aliases',
      bomb,
      'error converting YAML to JSON: yaml: document contains excessive aliasing',
    ],
    ['documents', Array(501).fill('a: 1').join('\n---\n'), 'more than 500 documents'],
  ])('%s', (_what, text, message) => {
    expect(messages(text)).toEqual([message]);
  });

  it('reach as far as they say', () => {
    expect(messages(`${'['.repeat(64)}${']'.repeat(64)}`)).toEqual([]);
    expect(messages(`a: &a 1\nb: [${Array(100).fill('*a').join(', ')}]`)).toEqual([]);
  });
});

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.stringMatching(/^[ -~\n]{0,90}$/),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom(
      'yes',
      '0x1',
      '1:30',
      '~',
      '- a',
      'a: b',
      '#',
      '2026-01-01',
      '',
      ' x',
      'x\n',
      '\n',
      '<<',
      '.inf',
      '-',
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ minLength: 1 }), tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('laws', () => {
  it('what is printed reads back as the same value', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = printYaml({ value });
        const { documents, errors } = parseYaml(text, { file: 'x' });
        expect(errors).toEqual([]);
        expect(documents[0]?.value).toEqual({ value });
      }),
      { numRuns: 300 },
    );
  });

  it('the range of every value holds the text that reads as it', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[a-z]{1,6}$/),
          fc.oneof(fc.integer(), fc.stringMatching(/^[a-z ]{1,8}[a-z]$/)),
          { minKeys: 1 },
        ),
        (object) => {
          const text = printYaml(object);
          const [document] = parseYaml(text, { file: 'x' }).documents;
          for (const [key, value] of Object.entries(object)) {
            const range = document?.source.rangeOf(key);
            expect(values(text.slice(range?.start.offset, range?.end.offset))).toEqual([value]);
          }
        },
      ),
    );
  });

  it('no text breaks the parser', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[-:?{}[\],&*!|>'"%@`#a\n\t ]{0,40}$/)),
        (text) => {
          const { errors } = parseYaml(text, { file: 'x' });
          for (const error of errors) expect(error.message).not.toBe('');
        },
      ),
      { numRuns: 1000 },
    );
  });
});
