import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { isoSeconds } from '../../sandbox/lib/calendar';
import {
  applyMergePatch,
  createKindRegistry,
  formatAge,
  kubeKinds,
  matchesSelector,
  meets,
  parseSelector,
  parseTimestamp,
  strategicMerge,
  threeWayMergePatch,
  type KindDeclaration,
} from '../../sandbox/kube/index';

const key = fc.constantFrom('a', 'b', 'c', 'd');
const object = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom('x', 'y'),
    fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }),
    tie('object'),
  ),
  object: fc.dictionary(key, tie('value'), { maxKeys: 3 }),
})).object;

describe('a three-way merge', () => {
  it('of an untouched live object gives the new manifest', () => {
    fc.assert(
      fc.property(object, object, (original, modified) => {
        const patch = threeWayMergePatch(original, modified, original);
        expect(applyMergePatch(original, patch)).toEqual(modified);
        expect(strategicMerge(original, modified, original, undefined)).toEqual(modified);
      }),
    );
  });

  it('is empty when nothing changed, whatever somebody else added', () => {
    fc.assert(
      fc.property(object, object, (manifest, others) => {
        const live = { ...manifest, e: others };
        expect(threeWayMergePatch(manifest, manifest, live)).toEqual({});
        expect(strategicMerge(manifest, manifest, live, undefined)).toEqual(live);
      }),
    );
  });

  it('merges lists of core kinds by their key', () => {
    const ports = createKindRegistry(kubeKinds).named('Service')?.schema.properties?.['spec'];
    const merged = strategicMerge(
      { ports: [{ port: 80 }, { port: 90 }] },
      { ports: [{ port: 80, name: 'http' }] },
      { ports: [{ port: 80, targetPort: 8080 }, { port: 90 }, { port: 100 }] },
      ports,
    );
    expect(merged).toEqual({ ports: [{ port: 80, targetPort: 8080, name: 'http' }, { port: 100 }] });
  });
});

describe('selectors', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['', {}, true],
    ['a=1', { a: '1' }, true],
    ['a==1,b!=2', { a: '1', b: '3' }, true],
    ['a!=1', {}, true],
    ['a', { a: '' }, true],
    ['!a', { a: '' }, false],
    ['a in (1, 2)', { a: '2' }, true],
    ['a notin (1,2),b', { a: '2', b: 'x' }, false],
    ['a=', { a: '' }, true],
    ['app.kubernetes.io/name=x', { 'app.kubernetes.io/name': 'x' }, true],
  ])('%s', (text, labels, expected) => {
    expect(meets(parseSelector(text), labels)).toBe(expected);
  });

  it.each<[string, string]>([
    ['a=b c', "found 'c', expected: ',' or 'end of string'"],
    ['a in b', "unable to parse requirement: found 'b' expected: '('"],
    ['=b', "found '=', expected: !, identifier, or 'end of string'"],
    ['a=b,', "found '', expected: identifier after ','"],
    ['a (b)', "unable to parse requirement: found '(', expected: in, notin, =, ==, !=, gt, lt"],
  ])('%s is refused', (text, message) => {
    expect(() => parseSelector(text)).toThrow(message);
  });

  it('of objects take expressions', () => {
    const selector = {
      matchLabels: { a: '1' },
      matchExpressions: [{ key: 'b', operator: 'In', values: ['x'] }],
    };
    expect([
      matchesSelector(selector, { a: '1', b: 'x' }),
      matchesSelector(selector, { a: '1' }),
      matchesSelector({}, {}),
    ]).toEqual([true, false, true]);
  });
});

describe('times', () => {
  it('are written as they are read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7_258_118_400 }), (seconds) => {
        const text = isoSeconds(seconds * 1000);
        expect(parseTimestamp(text)).toBe(seconds * 1000);
        expect(text).toBe(new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'));
      }),
    );
  });

  it.each<[number, string]>([
    [0, '0s'],
    [119, '119s'],
    [120, '2m'],
    [599, '9m59s'],
    [600, '10m'],
    [3 * 3600 - 1, '179m'],
    [3 * 3600, '3h'],
    [3 * 3600 + 60, '3h1m'],
    [47 * 3600, '47h'],
    [48 * 3600, '2d'],
    [49 * 3600, '2d1h'],
    [8 * 86_400, '8d'],
    [800 * 86_400, '2y70d'],
  ])('an age of %d seconds is %s', (seconds, expected) => {
    expect(formatAge(seconds * 1000)).toBe(expected);
  });
});

describe('the registry', () => {
  const kinds = createKindRegistry(kubeKinds);
  it.each([
    ['po', 'Pod'],
    ['PODS', 'Pod'],
    ['deployment', 'Deployment'],
    ['deployments.apps', 'Deployment'],
    ['deployments.v1.apps', 'Deployment'],
    ['deploy.apps', 'Deployment'],
    ['nope', undefined],
  ])('finds %s', (word, kind) => {
    expect(kinds.byResource(word)?.kind).toBe(kind);
  });

  it('keeps two kinds of one name apart', () => {
    const [first] = [...kubeKinds] as [KindDeclaration];
    const other = { ...first, group: 'example.com' };
    const both = createKindRegistry([first, other]);
    expect([both.keyOf(first), both.keyOf(other)]).toEqual([first.kind, `${first.kind}.example.com`]);
    expect([both.named(first.kind), both.named(`${first.kind}.example.com`)]).toEqual([first, other]);
  });
});
