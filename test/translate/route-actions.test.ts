import { describe, expect, it } from 'vitest';
import type { Route } from '../../sandbox/envoy/config/index';
import { configOf, documents, service, sidecar } from './support/mesh';

/** The single route that an `http[]` entry of a VirtualService for `web` becomes, without its place. */
function routeOf(http: string, ...more: readonly string[]): Partial<Route> {
  const virtualService = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v}
spec: {hosts: [web], http: [${http}]}`;
  const config = configOf(documents(service('web'), virtualService, ...more), sidecar());
  const host = config.routeConfigurations
    .find(({ name }) => name === '80')
    ?.virtualHosts.find(({ name }) => name.startsWith('web'));
  const { origin: _origin, decorator: _decorator, ...route } = host?.routes[0] ?? { match: {} };
  return JSON.parse(JSON.stringify(route)) as Partial<Route>;
}

const TO_WEB = 'route: [{destination: {host: web}}]';
const CLUSTER = 'outbound|80||web.default.svc.cluster.local';

describe('matches', () => {
  it.each<[string, object]>([
    ['{}', { prefix: '/', caseSensitive: true }],
    ['{uri: {exact: /a}}', { path: '/a', caseSensitive: true }],
    ['{uri: {prefix: /a}, ignoreUriCase: true}', { prefix: '/a', caseSensitive: false }],
    ['{uri: {regex: "/a.*"}}', { safeRegex: { regex: '/a.*' }, caseSensitive: true }],
    [
      '{headers: {x-b: {exact: "1"}, x-a: {}, x-c: {regex: "*"}}}',
      {
        prefix: '/',
        caseSensitive: true,
        headers: [
          { name: 'x-a', presentMatch: true },
          { name: 'x-b', stringMatch: { exact: '1' } },
          { name: 'x-c', presentMatch: true },
        ],
      },
    ],
    [
      '{withoutHeaders: {x-a: {}, x-b: {prefix: z}}}',
      {
        prefix: '/',
        caseSensitive: true,
        headers: [
          { name: 'x-a', presentMatch: true, invertMatch: true },
          {
            name: 'x-b',
            stringMatch: { prefix: 'z' },
            invertMatch: true,
            treatMissingHeaderAsEmpty: true,
          },
        ],
      },
    ],
    [
      '{method: {exact: GET}, authority: {prefix: web}, scheme: {exact: http}}',
      {
        prefix: '/',
        caseSensitive: true,
        headers: [
          { name: ':method', stringMatch: { exact: 'GET' } },
          { name: ':authority', stringMatch: { prefix: 'web' } },
          { name: ':scheme', stringMatch: { exact: 'http' } },
        ],
      },
    ],
    [
      '{queryParams: {v: {exact: ""}, any: {}}}',
      {
        prefix: '/',
        caseSensitive: true,
        queryParameters: [
          { name: 'any', presentMatch: true },
          { name: 'v', stringMatch: { exact: '' } },
        ],
      },
    ],
    [
      '{headers: {"@request.auth.claims[groups]": {exact: admin}}}',
      {
        prefix: '/',
        caseSensitive: true,
        dynamicMetadata: [
          {
            filter: 'envoy.filters.http.jwt_authn',
            path: [{ key: 'payload' }, { key: 'groups' }],
            value: {
              orMatch: {
                valueMatchers: [
                  { listMatch: { oneOf: { stringMatch: { exact: 'admin' } } } },
                  { stringMatch: { exact: 'admin' } },
                ],
              },
            },
          },
        ],
      },
    ],
  ])('%s', (match, expected) => {
    expect(routeOf(`{match: [${match}], ${TO_WEB}}`).match).toEqual(expected);
  });
});

describe('actions', () => {
  const retryPolicy = {
    retryOn: 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes',
    numRetries: 2,
    retryHostPredicate: [{ name: 'envoy.retry_host_predicates.previous_hosts' }],
    hostSelectionRetryMaxAttempts: 5,
  };
  const plain = { cluster: CLUSTER, timeout: '0s', maxGrpcTimeout: '0s', retryPolicy };

  it.each<[string, string, object]>([
    ['no timeout, the default retries', `{${TO_WEB}}`, plain],
    ['timeout', `{${TO_WEB}, timeout: 1m0.25s}`, { ...plain, timeout: '60.250s', maxGrpcTimeout: '60.250s' }],
    [
      'retries',
      `{${TO_WEB}, retries: {attempts: 3, perTryTimeout: 500ms, retryOn: "5xx,418,409", backoff: 10ms}}`,
      {
        ...plain,
        retryPolicy: {
          ...retryPolicy,
          numRetries: 3,
          retryOn: '5xx,retriable-status-codes',
          retriableStatusCodes: [418, 409],
          perTryTimeout: '0.500s',
          retryBackOff: { baseInterval: '0.010s' },
        },
      },
    ],
    [
      'retries switched off',
      `{${TO_WEB}, retries: {attempts: 0}}`,
      { cluster: CLUSTER, timeout: '0s', maxGrpcTimeout: '0s' },
    ],
    [
      'rewrites',
      `{${TO_WEB}, rewrite: {uri: /b, authority: b.com}}`,
      { ...plain, prefixRewrite: '/b', hostRewriteLiteral: 'b.com' },
    ],
    [
      'regex rewrite',
      `{${TO_WEB}, rewrite: {uriRegexRewrite: {match: "^/x/(.*)$", rewrite: '/\\1'}}}`,
      { ...plain, regexRewrite: { pattern: { regex: '^/x/(.*)$' }, substitution: '/\\1' } },
    ],
    [
      'a set Host header becomes a host rewrite',
      `{route: [{destination: {host: web}, headers: {request: {set: {Host: h.com}}}}]}`,
      { ...plain, hostRewriteLiteral: 'h.com' },
    ],
    [
      'mirrors, without the ones of 0 percent',
      `{${TO_WEB}, mirrors: [{destination: {host: a}}, {destination: {host: b}, percentage: {value: 0}}, {destination: {host: c}, percentage: {value: 12.5}}]}`,
      {
        ...plain,
        requestMirrorPolicies: [
          {
            cluster: 'outbound|80||a.default.svc.cluster.local',
            runtimeFraction: { defaultValue: { numerator: 100, denominator: 'HUNDRED' } },
            traceSampled: false,
            disableShadowHostSuffixAppend: true,
          },
          {
            cluster: 'outbound|80||c.default.svc.cluster.local',
            runtimeFraction: { defaultValue: { numerator: 125_000, denominator: 'MILLION' } },
            traceSampled: false,
            disableShadowHostSuffixAppend: true,
          },
        ],
      },
    ],
  ])('%s', (_, http, action) => {
    const { origin: _origin, ...route } = routeOf(http).route ?? {};
    expect(route).toEqual(action);
  });

  it('orders header operations: set before add, the destination after the route', () => {
    const { requestHeadersToAdd, requestHeadersToRemove } = routeOf(
      '{headers: {request: {add: {b: "1"}, set: {a: "2"}, remove: [c, host]}}, route: [{destination: {host: web}, headers: {request: {set: {z: "3"}}}}]}',
    );
    expect(requestHeadersToAdd?.map(({ header, appendAction }) => [header.key, appendAction])).toEqual([
      ['a', 'OVERWRITE_IF_EXISTS_OR_ADD'],
      ['b', 'APPEND_IF_EXISTS_OR_ADD'],
      ['z', 'OVERWRITE_IF_EXISTS_OR_ADD'],
    ]);
    expect(requestHeadersToRemove).toEqual(['c']);
  });

  it('faults: per million, truncated; nothing without a percentage', () => {
    const { typedPerFilterConfig } = routeOf(
      `{${TO_WEB}, fault: {delay: {fixedDelay: 2s}, abort: {httpStatus: 503, percentage: {value: 33.33339}}}}`,
    );
    expect(typedPerFilterConfig?.['envoy.filters.http.fault']).toEqual({
      delay: { fixedDelay: '2s', percentage: { numerator: 0, denominator: 'HUNDRED' } },
      abort: { httpStatus: 503, percentage: { numerator: 333_333, denominator: 'MILLION' } },
    });
  });

  it('a fault that injects nothing is said to be none, whatever the listener has', () => {
    const { typedPerFilterConfig } = routeOf(`{${TO_WEB}, fault: {abort: {percentage: {value: 1}}}}`);
    expect(typedPerFilterConfig).toEqual({ 'envoy.filters.http.fault': {} });
  });

  it('hashes once per destination with consistent hashing, and then may retry on the same host', () => {
    const rule = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: d}
spec:
  host: web
  trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x-user}}}
  subsets:
  - {name: v1, labels: {version: v1}}
  - {name: v2, labels: {version: v2}, trafficPolicy: {loadBalancer: {consistentHash: {httpCookie: {name: sess, ttl: 0s}}}}}`;
    const weighted = routeOf(
      '{route: [{destination: {host: web, subset: v1}, weight: 1}, {destination: {host: web, subset: v2}, weight: 1}]}',
      rule,
    ).route;
    expect(weighted?.hashPolicy).toEqual([
      { header: { headerName: 'x-user' } },
      { cookie: { name: 'sess', ttl: '0s' } },
    ]);
    const single = routeOf(`{${TO_WEB}}`, rule).route;
    expect(single?.retryPolicy?.retryHostPredicate).toBeUndefined();
  });
});
