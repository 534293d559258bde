import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HeaderMatcher, Route, RouteMatch } from '../../sandbox/envoy/config/index';
import type { RequestFacts } from '../../sandbox/envoy/match/request-facts';
import {
  compileRouteMatch,
  matchesRoute,
  mismatchReason,
  RouteTable,
} from '../../sandbox/envoy/match/route-table';
import { HttpHeaders, inEnglish } from '../../sandbox/net/index';

const segment = fc.constantFrom('', 'a', 'b', 'ab', 'A', 'api', 'v1');
const path = fc.array(segment, { maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
const text = fc.constantFrom('1', '2', '12', '');
const header: fc.Arbitrary<HeaderMatcher> = fc.record(
  {
    name: fc.constantFrom('x', 'y', ':method', ':authority'),
    stringMatch: fc.oneof(
      fc.record({ exact: text }),
      fc.record({ prefix: text }),
      fc.record({ safeRegex: fc.record({ regex: fc.constantFrom('1.*', '[12]', 'GET') }) }),
    ),
    presentMatch: fc.constant(true),
    invertMatch: fc.boolean(),
    treatMissingHeaderAsEmpty: fc.boolean(),
  },
  { requiredKeys: ['name'] },
);
const match: fc.Arbitrary<RouteMatch> = fc
  .tuple(
    fc.oneof(
      fc.record({ prefix: path }),
      fc.record({ path }),
      fc.record({ pathSeparatedPrefix: path.filter((value) => !value.endsWith('/')) }),
      fc.record({ safeRegex: fc.record({ regex: fc.constantFrom('/a.*', '/(a|b)', '.*', '/v[0-9]') }) }),
      fc.constant({}),
    ),
    fc.record(
      {
        caseSensitive: fc.boolean(),
        headers: fc.array(header, { maxLength: 2 }),
        queryParameters: fc.array(
          fc.record({ name: fc.constantFrom('q', 'r'), stringMatch: fc.record({ exact: text }) }),
          { maxLength: 1 },
        ),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([pathPart, rest]) => ({ ...pathPart, ...rest }));

const request: fc.Arbitrary<RequestFacts> = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  scheme: fc.constant('http'),
  authority: fc.constantFrom('1', 'shop'),
  pathname: path,
  query: fc.constantFrom('', 'q=1', 'q', 'r=2&q=12', 'q=1&q=2'),
  headers: fc
    .array(fc.tuple(fc.constantFrom('x', 'Y'), text), { maxLength: 3 })
    .map((fields) => new HttpHeaders(fields)),
});

describe('the route table', () => {
  test('answers what trying every route in order answers', () => {
    fc.assert(
      fc.property(fc.array(match, { maxLength: 12 }), request, (matches, facts) => {
        const routes: Route[] = matches.map((entry) => ({ match: entry }));
        const naive = routes.findIndex((route) => matchesRoute(compileRouteMatch(route.match), facts));
        expect(new RouteTable(routes).find(facts)).toBe(naive);
      }),
      { numRuns: 3000 },
    );
  });

  test('there is a reason exactly for the routes that do not match', () => {
    fc.assert(
      fc.property(match, request, (entry, facts) => {
        const compiled = compileRouteMatch(entry);
        expect(mismatchReason(compiled, facts) === undefined).toBe(matchesRoute(compiled, facts));
      }),
    );
  });
});

const get = (target: string, headers: Record<string, string> = {}): RequestFacts => {
  const [pathname = '', query = ''] = target.split('?');
  return {
    method: 'GET',
    scheme: 'http',
    authority: 'shop.example:8080',
    pathname,
    query,
    headers: new HttpHeaders(Object.entries(headers)),
  };
};

test.each<[RouteMatch, RequestFacts, string | undefined]>([
  [{ prefix: '/foo' }, get('/foobar'), undefined],
  [{ pathSeparatedPrefix: '/foo' }, get('/foobar'), 'path-separated prefix /foo does not match path /foobar'],
  [{ pathSeparatedPrefix: '/foo' }, get('/foo/bar'), undefined],
  [{ path: '/foo' }, get('/foo?x=1'), undefined],
  [{ path: '/foo' }, get('/foo/'), 'exact /foo does not match path /foo/'],
  [{ prefix: '/Foo', caseSensitive: false }, get('/fOO/x'), undefined],
  [{ safeRegex: { regex: '/v[0-9]' } }, get('/v1/x'), 'regex /v[0-9] does not match path /v1/x'],
  [
    { safeRegex: { regex: '/Foo' }, caseSensitive: false },
    get('/foo'),
    'regex /Foo does not match path /foo',
  ],
  [{ prefix: '/', headers: [{ name: 'end-user', presentMatch: true }] }, get('/'), 'header end-user missing'],
  [
    { prefix: '/', headers: [{ name: 'end-user', stringMatch: { exact: 'jason' } }] },
    get('/', { 'End-User': 'anna' }),
    'header end-user is "anna", must be "jason"',
  ],
  [
    { prefix: '/', headers: [{ name: 'x', stringMatch: { exact: '1' }, invertMatch: true }] },
    get('/'),
    'header x missing',
  ],
  [
    {
      prefix: '/',
      headers: [
        { name: 'x', stringMatch: { exact: '1' }, invertMatch: true, treatMissingHeaderAsEmpty: true },
      ],
    },
    get('/'),
    undefined,
  ],
  [
    { prefix: '/', headers: [{ name: ':authority', stringMatch: { exact: 'shop.example' } }] },
    get('/'),
    'authority is "shop.example:8080", must be "shop.example"',
  ],
  [
    { prefix: '/', headers: [{ name: ':method', stringMatch: { exact: 'POST' } }] },
    get('/'),
    'method is "GET", must be "POST"',
  ],
  [
    { prefix: '/', queryParameters: [{ name: 'v', stringMatch: { exact: '2' } }] },
    get('/?v=2&v=3'),
    undefined,
  ],
  [
    { prefix: '/', queryParameters: [{ name: 'v', stringMatch: { exact: '2' } }] },
    get('/?v=%32'),
    'query parameter v is "%32", must be "2"',
  ],
  [{ prefix: '/', queryParameters: [{ name: 'any' }] }, get('/?any'), undefined],
  [{ prefix: '/', queryParameters: [{ name: 'v' }] }, get('/?vv=1'), 'query parameter v missing'],
])('%j against a request: %#', (entry, facts, reason) => {
  const said = mismatchReason(compileRouteMatch(entry), facts);
  expect(said && inEnglish(said)).toBe(reason);
});
