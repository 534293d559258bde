import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareSpecificity,
  hostsForNamespace,
  hostsMatch,
  intersectHosts,
  isSubsetOf,
} from '../../sandbox/istio/discovery/index';
import { HostIndex } from '../../sandbox/istio/discovery/host';

describe('host names', () => {
  it.each([
    ['foo.com', 'foo.com', true, true],
    ['foo.com', 'bar.com', false, false],
    ['*.com', 'foo.com', true, false],
    ['foo.com', '*.com', true, true],
    ['*.foo.com', 'foo.com', false, false],
    ['*', 'foo.com', true, false],
    ['*.foo.com', '*.com', true, true],
    ['*.com', '*.foo.com', true, false],
    ['*', '*', true, true],
    ['*foo.com', 'barfoo.com', true, false],
  ])('%s and %s overlap: %s, the first lies within the second: %s', (a, b, overlap, within) => {
    expect([hostsMatch(a, b), isSubsetOf(a, b)]).toEqual([overlap, within]);
  });

  it('intersects to the more specific name of each pair, once', () => {
    expect(intersectHosts(['*.example.com', 'other.org'], ['a.example.com', '*'])).toEqual([
      'a.example.com',
      '*.example.com',
      'other.org',
    ]);
    expect(intersectHosts(['a.com', 'b.com'], ['*.com'])).toEqual(['a.com', 'b.com']);
    expect(intersectHosts(['a.com'], ['b.com'])).toEqual([]);
  });

  it('lets only the named namespace bind ns/host', () => {
    expect(hostsForNamespace(['ns1/a.com', '*/b.com', 'c.com', 'ns2/*'], 'ns1')).toEqual([
      'a.com',
      'b.com',
      'c.com',
    ]);
  });

  it('sorts exact names before wildcards, longer before shorter', () => {
    expect(['*', 'a.com', '*.com', 'b.a.com', '*.a.com'].sort(compareSpecificity)).toEqual([
      'b.a.com',
      'a.com',
      '*.a.com',
      '*.com',
      '*',
    ]);
  });

  const label = fc.constantFrom('a', 'b', 'cc');
  const name = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
  const host = fc.oneof(
    name,
    name.map((text) => `*.${text}`),
    fc.constant('*'),
  );

  it('finds by index what a scan over all hosts finds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(host, { maxLength: 8 }), host, (hosts, wanted) => {
        const index = new HostIndex<string>();
        for (const candidate of hosts) index.set(candidate, candidate);
        const scan = hosts
          .filter((candidate) =>
            candidate === wanted ? true : candidate.startsWith('*') && isSubsetOf(wanted, candidate),
          )
          .sort(compareSpecificity)[0];
        expect(index.mostSpecific(wanted)).toBe(scan);
      }),
    );
  });

  it('overlaps whenever one host lies within another, in either order', () => {
    fc.assert(
      fc.property(host, host, (a, b) => {
        expect(hostsMatch(a, b)).toBe(hostsMatch(b, a));
        if (isSubsetOf(a, b)) expect(hostsMatch(a, b)).toBe(true);
      }),
    );
  });
});
