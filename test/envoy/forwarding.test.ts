import { describe, expect, test } from 'vitest';
import type { Route, VirtualHost } from '../../sandbox/envoy/config/index';
import { isFailure, type HttpOutcome } from '../../sandbox/net/index';
import { cluster, echo, endpoints, httpListener, routes, TestNetwork, type SentRequest } from './wiring';

/** A gateway with one virtual host in front of an application that answers with what it got. */
function gateway(
  route: Route,
  host: Partial<VirtualHost> = {},
): { send(sent?: Partial<SentRequest>): HttpOutcome } {
  const net = new TestNetwork();
  net.serve('10.0.0.2:8080', echo);
  net.serve('10.0.0.3:8080', echo);
  const proxy = net.proxy('gateway', '10.0.0.1', {
    listeners: [httpListener(8080, 'http.8080', { useRemoteAddress: true })],
    routeConfigurations: [routes('http.8080', { name: 'shop', domains: ['*'], routes: [route], ...host })],
    clusters: [cluster('shop'), cluster('other')],
    loadAssignments: [endpoints('shop', '10.0.0.2:8080'), endpoints('other', '10.0.0.3:8080')],
  });
  return { send: (sent = {}) => net.send(proxy, sent).outcome };
}

/** The lines of some request headers as the application got them. */
function received(outcome: HttpOutcome, ...names: string[]): (readonly [string, string])[] {
  if (isFailure(outcome)) throw new Error(outcome.failure);
  const lines = JSON.parse(outcome.body) as [string, string][];
  return lines.filter(([name]) => names.includes(name.toLowerCase()));
}

function header(outcome: HttpOutcome, name: string): string | undefined {
  return isFailure(outcome) ? undefined : outcome.headers.get(name);
}

const to = (more: Partial<Route> & { action?: Partial<NonNullable<Route['route']>> } = {}): Route => ({
  match: { prefix: '/' },
  ...more,
  route: { cluster: 'shop', timeout: '0s', ...more.action },
});

describe('path rewrites', () => {
  test.each<[string, Route, string, string]>([
    [
      'a prefix is replaced as text',
      to({ match: { prefix: '/foo' }, action: { prefixRewrite: '/' } }),
      '/foo/bar',
      '//bar',
    ],
    [
      'a prefix with its slash',
      to({ match: { prefix: '/foo/' }, action: { prefixRewrite: '/' } }),
      '/foo/bar',
      '/bar',
    ],
    [
      'the query stays',
      to({ match: { prefix: '/foo' }, action: { prefixRewrite: '/v2' } }),
      '/foobar?x=1',
      '/v2bar?x=1',
    ],
    [
      'an exact match gives the whole path',
      to({ match: { path: '/foo' }, action: { prefixRewrite: '/bar' } }),
      '/foo?x=1',
      '/bar?x=1',
    ],
    [
      'so does a regex',
      to({ match: { safeRegex: { regex: '/.*' } }, action: { prefixRewrite: '/new' } }),
      '/any/thing?q=1',
      '/new?q=1',
    ],
    [
      'a regex rewrite sees the path without its query',
      to({ action: { regexRewrite: { pattern: { regex: '^/([^/]+)/(.*)$' }, substitution: '/\\2/\\1' } } }),
      '/a/b?c=d',
      '/b/a?c=d',
    ],
  ])('%s', (_case, route, path, upstream) => {
    const outcome = gateway(route).send({ path });
    expect(header(outcome, 'x-path')).toBe(upstream);
    expect(received(outcome, 'x-envoy-original-path')).toEqual([['x-envoy-original-path', path]]);
  });
});

describe('path normalisation', () => {
  test.each([
    ['/a\\b', '/a/b'],
    ['/%61/b', '/a/b'],
    ['/z%7e', '/z~'],
    ['/a%20b%2Fc', '/a%20b%2Fc'],
    ['//a/b', '//a/b'],
    ['/a/./b/../c', '/a/c'],
    ['/a/..', '/'],
    ['/plain?x=/../%61', '/plain?x=/../%61'],
  ])('%s is forwarded as %s', (path, forwarded) => {
    expect(header(gateway(to()).send({ path }), 'x-path')).toBe(forwarded);
  });
});

describe('hosts', () => {
  test('a rewritten host leaves a trace', () => {
    const outcome = gateway(to({ action: { hostRewriteLiteral: 'inner.example' } })).send({
      authority: 'shop.example',
    });
    expect(header(outcome, 'x-host')).toBe('inner.example');
    expect(received(outcome, 'x-envoy-original-host')).toEqual([['x-envoy-original-host', 'shop.example']]);
  });
});

describe('header operations', () => {
  const set = (key: string, value: string) =>
    ({ header: { key, value }, appendAction: 'OVERWRITE_IF_EXISTS_OR_ADD' }) as const;
  const add = (key: string, value: string) =>
    ({ header: { key, value }, appendAction: 'APPEND_IF_EXISTS_OR_ADD' }) as const;

  test('removal comes first, several values are several lines', () => {
    const route = to({
      requestHeadersToRemove: ['x-a', 'x-b'],
      requestHeadersToAdd: [add('x-a', '1'), add('x-a', '2')],
    });
    const outcome = gateway(route).send({ headers: { 'x-a': '0', 'X-B': 'gone' } });
    expect(received(outcome, 'x-a', 'x-b')).toEqual([
      ['x-a', '1'],
      ['x-a', '2'],
    ]);
  });

  test('the weighted cluster speaks before the route, both ways', () => {
    const route: Route = {
      match: { prefix: '/' },
      requestHeadersToAdd: [set('x-who', 'route'), add('x-list', 'route')],
      responseHeadersToAdd: [set('x-back', 'route')],
      route: {
        timeout: '0s',
        weightedClusters: {
          clusters: [
            {
              name: 'shop',
              weight: 1,
              requestHeadersToAdd: [set('x-who', 'destination'), add('x-list', 'destination')],
              responseHeadersToAdd: [add('x-back', 'destination')],
            },
          ],
        },
      },
    };
    const outcome = gateway(route).send({ headers: { 'x-list': 'client' } });
    expect(received(outcome, 'x-who', 'x-list')).toEqual([
      ['x-list', 'client'],
      ['x-who', 'route'],
      ['x-list', 'destination'],
      ['x-list', 'route'],
    ]);
    expect(header(outcome, 'x-back')).toBe('route');
  });

  test('what is set comes before what is added, however they are written', () => {
    const route = to({ requestHeadersToAdd: [add('x-who', 'added'), set('x-who', 'set')] });
    expect(received(gateway(route).send({ headers: { 'x-who': 'client' } }), 'x-who')).toEqual([
      ['x-who', 'set'],
      ['x-who', 'added'],
    ]);
  });

  test('values may name parts of the request', () => {
    const route = to({
      requestHeadersToAdd: [
        set('x-from', '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT% to %REQ(:authority)% 100%%'),
      ],
    });
    const outcome = gateway(route).send({ authority: 'shop.example' });
    expect(received(outcome, 'x-from')).toEqual([['x-from', '203.0.113.10 to shop.example 100%']]);
  });

  test('local replies are edited as well', () => {
    const route = to({ action: { cluster: 'missing' }, responseHeadersToAdd: [set('x-added', 'one')] });
    expect(header(gateway(route).send(), 'x-added')).toBe('one');
  });
});

describe('redirects and direct responses', () => {
  const at = (redirect: NonNullable<Route['redirect']>, match: Route['match'] = { prefix: '/r' }): Route => ({
    match,
    redirect,
  });

  test.each<[Route, string, string, number, string | undefined]>([
    [at({ pathRedirect: '/new' }), 'x.example', '/r?a=b', 301, 'http://x.example/new?a=b'],
    [
      at({ pathRedirect: '/y?z=1', responseCode: 'PERMANENT_REDIRECT' }),
      'x.example',
      '/r?b=c',
      308,
      'http://x.example/y?z=1',
    ],
    [
      at({ hostRedirect: 'other.example' }),
      'x.example:8080',
      '/r/a?b=c',
      301,
      'http://other.example/r/a?b=c',
    ],
    [at({ schemeRedirect: 'https' }), 'x.example:8080', '/r', 301, 'https://x.example:8080/r'],
    [at({ schemeRedirect: 'https' }), 'x.example:80', '/r', 301, 'https://x.example/r'],
    [at({ schemeRedirect: 'https' }), 'x.example:443', '/r', 301, 'https://x.example:443/r'],
    [at({ pathRedirect: '/new' }), 'x.example:80', '/r', 301, 'http://x.example:80/new'],
    [
      at({ schemeRedirect: 'https', portRedirect: 8443, responseCode: 'TEMPORARY_REDIRECT' }),
      'x.example:8080',
      '/r',
      307,
      'https://x.example:8443/r',
    ],
    [at({ prefixRewrite: '/moved' }), 'x.example', '/r/a', 301, 'http://x.example/moved/a'],
    [
      { match: { prefix: '/' }, directResponse: { status: 201 } },
      'x.example',
      '/%61?q',
      201,
      'http://x.example/a?q',
    ],
    [{ match: { prefix: '/' }, directResponse: { status: 418 } }, 'x.example', '/', 418, undefined],
  ])('%j', (route, authority, path, status, location) => {
    const outcome = gateway(route).send({ authority, path });
    expect([isFailure(outcome) ? undefined : outcome.status, header(outcome, 'location')]).toEqual([
      status,
      location,
    ]);
  });

  test.each([
    [{ inlineString: 'teapot' }, 'teapot'],
    [{ inlineBytes: 'dGVhcG90' }, 'teapot'],
  ])('a direct response says %j', (body, said) => {
    const outcome = gateway({ match: { prefix: '/' }, directResponse: { status: 418, body } }).send({
      authority: 'x.example',
      path: '/',
    });
    expect(isFailure(outcome) ? undefined : outcome.body).toBe(said);
  });

  test('requireTls redirects before any route, x-forwarded-proto from outside does not help', () => {
    const proxy = gateway(to(), { requireTls: 'ALL' });
    const outcome = proxy.send({
      authority: 'web.example:80',
      path: '/a?b',
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(header(outcome, 'location')).toBe('https://web.example:80/a?b');
  });
});

describe('headers a proxy adds', () => {
  test('the edge trusts nobody', () => {
    const outcome = gateway(to(), { includeRequestAttemptCount: true }).send({
      headers: {
        'x-forwarded-for': '1.2.3.4',
        'x-forwarded-proto': 'https',
        'x-request-id': 'mine',
        'x-envoy-retry-on': '5xx',
        'x-envoy-decorator-operation': 'mine',
        'x-forwarded-client-cert': 'mine',
      },
    });
    const lines = received(
      outcome,
      'x-forwarded-for',
      'x-forwarded-proto',
      'x-envoy-retry-on',
      'x-envoy-decorator-operation',
      'x-envoy-attempt-count',
      'x-envoy-external-address',
      'x-forwarded-client-cert',
    );
    expect(Object.fromEntries(lines)).toEqual({
      'x-forwarded-for': '1.2.3.4,203.0.113.10',
      'x-forwarded-proto': 'http',
      'x-envoy-external-address': '203.0.113.10',
      'x-envoy-attempt-count': '1',
    });
    expect(received(outcome, 'x-request-id')[0]?.[1]).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
  });

  test('an answer with a body, in order', () => {
    const outcome = gateway(to()).send();
    if (isFailure(outcome)) throw new Error(outcome.failure);
    expect(outcome.headers.entries().map(([name]) => name)).toEqual([
      'x-path',
      'x-host',
      'content-length',
      'x-envoy-upstream-service-time',
      'date',
      'server',
    ]);
  });
});
