import { describe, expect, test } from 'vitest';
import type { Cluster, RetryPolicy, Route } from '../../sandbox/envoy/config/index';
import { httpResponse, isFailure, type ConnectionFailure, type Hop } from '../../sandbox/net/index';
import { sleep, type Process } from '../../sandbox/sim/index';
import {
  cluster,
  echo,
  endpoints,
  httpListener,
  router,
  routes,
  TestNetwork,
  type Answer,
  type SentRequest,
  type Upstream,
} from './wiring';

const retry: RetryPolicy = { retryOn: 'connect-failure,refused-stream', numRetries: 2 };

interface Setup {
  readonly route?: Partial<NonNullable<Route['route']>>;
  readonly extra?: Partial<Route>;
  readonly cluster?: Partial<Cluster>;
  /** undefined: nothing listens */
  readonly upstream?: Upstream;
  readonly addresses?: readonly string[];
}

function run(setup: Setup, sent: Partial<SentRequest> = {}): { answer: Answer; net: TestNetwork } {
  const net = new TestNetwork();
  if (setup.upstream) net.serve('10.0.0.2:8080', setup.upstream);
  const route: Route = {
    match: { prefix: '/' },
    route: { cluster: 'shop', timeout: '0s', ...setup.route },
    ...setup.extra,
  };
  const proxy = net.proxy('gateway', '10.0.0.1', {
    listeners: [
      httpListener(8080, 'http.8080', {
        httpFilters: [{ name: 'envoy.filters.http.fault' }, { name: 'envoy.filters.http.cors' }, router],
      }),
    ],
    routeConfigurations: [routes('http.8080', { name: 'shop', domains: ['shop.example'], routes: [route] })],
    clusters: [cluster('shop', setup.cluster)],
    loadAssignments: [endpoints('shop', ...(setup.addresses ?? ['10.0.0.2:8080']))],
  });
  return { answer: net.send(proxy, sent), net };
}

function seen({ outcome, trace }: Answer): unknown[] {
  const [hop] = trace.hops as [Hop];
  if (isFailure(outcome)) return [outcome.failure, '', hop.flags, hop.details];
  return [outcome.status, outcome.body, hop.flags, hop.details];
}

function* slow(ms: number): Process<ReturnType<typeof httpResponse>> {
  yield* sleep(ms);
  return httpResponse(200, 'late');
}

const failing = (failure: ConnectionFailure) => (): ConnectionFailure => failure;
const reset = 'upstream connect error or disconnect/reset before headers. ';

test.each<[string, Setup, unknown[]]>([
  [
    'the cluster of a VirtualService is missing',
    { route: { cluster: 'shop-v9' } },
    [503, '', 'NC', 'cluster_not_found'],
  ],
  [
    'the cluster of an HTTPRoute is missing',
    { route: { cluster: 'shop-v9', clusterNotFoundResponseCode: 'INTERNAL_SERVER_ERROR' } },
    [500, '', 'NC', 'cluster_not_found'],
  ],
  ['no endpoints', { addresses: [] }, [503, 'no healthy upstream', 'UH', 'no_healthy_upstream']],
  [
    'refused, no retries',
    {},
    [
      503,
      `${reset}reset reason: remote connection failure`,
      'UF',
      'upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:_Connection_refused}',
    ],
  ],
  [
    'refused, retries used up',
    { route: { retryPolicy: retry } },
    [
      503,
      `${reset}retried and the latest reset reason: remote connection failure`,
      'URX,UF',
      'upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:_Connection_refused}',
    ],
  ],
  [
    'closed before headers',
    { upstream: failing({ failure: 'reset' }), route: { retryPolicy: retry } },
    [
      503,
      `${reset}reset reason: connection termination`,
      'UC',
      'upstream_reset_before_response_started{connection_termination}',
    ],
  ],
  [
    'an answer that is no HTTP',
    { upstream: failing({ failure: 'reset', detail: 'protocol_error' }), route: { retryPolicy: retry } },
    [
      502,
      `${reset}reset reason: protocol error`,
      'UPE',
      'upstream_reset_before_response_started{protocol_error}',
    ],
  ],
  [
    'only the stream is reset',
    { upstream: failing({ failure: 'reset', detail: 'remote_reset' }), route: { retryPolicy: retry } },
    [503, `${reset}reset reason: remote reset`, 'UR', 'upstream_reset_before_response_started{remote_reset}'],
  ],
  [
    'route time-out',
    { upstream: () => slow(900), route: { timeout: '0.5s' } },
    [504, 'upstream request timeout', 'UT', 'response_timeout'],
  ],
  [
    'an upstream that never answers',
    { upstream: failing({ failure: 'timeout' }), route: { timeout: '0.5s' } },
    [504, 'upstream request timeout', 'UT', 'response_timeout'],
  ],
  [
    'per-try time-out that the policy does not cover',
    { upstream: () => slow(900), route: { retryPolicy: { ...retry, perTryTimeout: '0.2s' } } },
    [504, 'upstream request timeout', 'UT', 'upstream_per_try_timeout'],
  ],
  [
    'per-try time-outs used up',
    {
      upstream: () => slow(900),
      route: { retryPolicy: { retryOn: '5xx', numRetries: 2, perTryTimeout: '0.2s' } },
    },
    [504, 'upstream request timeout', 'URX,UT', 'upstream_per_try_timeout'],
  ],
  [
    'the application fails for good',
    { upstream: () => httpResponse(500, 'mine'), route: { retryPolicy: { retryOn: '5xx', numRetries: 2 } } },
    [500, 'mine', 'URX', 'via_upstream'],
  ],
  [
    'circuit breaker',
    { upstream: echo, cluster: { circuitBreakers: { thresholds: [{ maxRequests: 0 }] } } },
    [503, `${reset}reset reason: overflow`, 'UO', 'upstream_reset_before_response_started{overflow}'],
  ],
  [
    'fault: abort',
    {
      extra: {
        typedPerFilterConfig: {
          'envoy.filters.http.fault': {
            abort: { httpStatus: 418, percentage: { numerator: 1_000_000, denominator: 'MILLION' } },
          },
        },
      },
    },
    [418, 'fault filter abort', 'FI', 'fault_filter_abort'],
  ],
  [
    'fault: delay, then abort',
    {
      extra: {
        typedPerFilterConfig: {
          'envoy.filters.http.fault': {
            delay: { fixedDelay: '2s', percentage: { numerator: 100 } },
            abort: { httpStatus: 503, percentage: { numerator: 100 } },
          },
        },
      },
    },
    [503, 'fault filter abort', 'DI,FI', 'fault_filter_abort'],
  ],
  [
    'fault without a percentage never fires',
    {
      upstream: () => httpResponse(200, 'fine'),
      extra: { typedPerFilterConfig: { 'envoy.filters.http.fault': { abort: { httpStatus: 503 } } } },
    },
    [200, 'fine', '', 'via_upstream'],
  ],
])('%s', (_case, setup, expected) => {
  expect(seen(run(setup).answer)).toEqual(expected);
});

describe('what surrounds a reply', () => {
  test('an unknown host: 404 without a body', () => {
    const { answer } = run({ upstream: echo }, { authority: 'other.example' });
    expect(seen(answer)).toEqual([404, '', 'NR', 'route_not_found']);
    const { outcome } = answer;
    expect(isFailure(outcome) ? [] : outcome.headers.entries()).toEqual([
      ['date', 'Sat, 21 Nov 2026 00:00:00 GMT'],
      ['server', 'istio-envoy'],
      ['content-length', '0'],
    ]);
  });

  test('HEAD has no body to count', () => {
    const { outcome } = run({ upstream: echo }, { authority: 'other.example', method: 'HEAD' }).answer;
    expect(isFailure(outcome) ? [] : outcome.headers.entries().at(-1)).toEqual([
      'transfer-encoding',
      'chunked',
    ]);
  });

  test('a reply with a body names its type; an overflow says so', () => {
    const { outcome } = run({
      upstream: echo,
      cluster: { circuitBreakers: { thresholds: [{ maxRequests: 0 }] } },
    }).answer;
    expect(isFailure(outcome) ? [] : outcome.headers.entries()).toEqual([
      ['content-length', '81'],
      ['content-type', 'text/plain'],
      ['x-envoy-overloaded', 'true'],
      ['date', 'Sat, 21 Nov 2026 00:00:00 GMT'],
      ['server', 'istio-envoy'],
    ]);
  });

  test('gRPC clients get 200 and a grpc-status', () => {
    const headers = { 'content-type': 'application/grpc' };
    const { outcome } = run({ upstream: echo }, { authority: 'other.example', headers }).answer;
    expect(isFailure(outcome) ? [] : [outcome.status, outcome.headers.get('grpc-status')]).toEqual([
      200,
      '12',
    ]);
  });

  test('a delay is outside the route time-out', () => {
    const { answer, net } = run({
      upstream: () => slow(100),
      route: { timeout: '0.5s' },
      extra: {
        typedPerFilterConfig: {
          'envoy.filters.http.fault': { delay: { fixedDelay: '2s', percentage: { numerator: 100 } } },
        },
      },
    });
    expect(seen(answer)).toEqual([200, 'late', 'DI', 'via_upstream']);
    expect(net.kernel.nowMs).toBeGreaterThan(2100);
  });

  test('a client that goes away leaves DC behind what was set', () => {
    const net = new TestNetwork();
    net.serve('10.0.0.2:8080', () => slow(5000));
    const proxy = net.proxy('gateway', '10.0.0.1', {
      listeners: [httpListener(8080, 'r')],
      routeConfigurations: [
        routes('r', {
          name: 'shop',
          domains: ['*'],
          routes: [{ match: { prefix: '/' }, route: { cluster: 'shop', timeout: '0s' } }],
        }),
      ],
      clusters: [cluster('shop')],
      loadAssignments: [endpoints('shop', '10.0.0.2:8080')],
    });
    const hops: Hop[] = [];
    const task = net.kernel.spawn('client', net.client(proxy, {}, hops));
    net.kernel.runUntil(1_000_000);
    task.cancel();
    expect(hops.map(({ flags, details, endUs, status }) => ({ flags, details, endUs, status }))).toEqual([
      { flags: 'DC', details: 'downstream_remote_disconnect', endUs: 1_000_000, status: undefined },
    ]);
  });

  test('a gateway without a listener refuses', () => {
    const net = new TestNetwork();
    expect(net.send(net.proxy('gateway', '10.0.0.1', {})).outcome).toEqual({ failure: 'refused' });
  });
});

describe('CORS', () => {
  const policy: Setup = {
    upstream: () => httpResponse(200, 'fine'),
    extra: {
      typedPerFilterConfig: {
        'envoy.filters.http.cors': {
          allowOriginStringMatch: [{ exact: 'https://shop.example' }],
          allowMethods: 'GET,POST',
          allowHeaders: 'x-token',
          exposeHeaders: 'x-exposed',
          maxAge: '60',
          allowCredentials: true,
        },
      },
    },
  };
  const cors = ({ outcome }: Answer): Record<string, string> =>
    isFailure(outcome)
      ? {}
      : Object.fromEntries(outcome.headers.entries().filter(([name]) => name.startsWith('access-control')));

  test('a preflight of an allowed origin is answered by the proxy', () => {
    const { answer } = run(policy, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'GET' },
    });
    expect(seen(answer)).toEqual([200, '', '', 'cors_response']);
    expect(cors(answer)).toEqual({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'x-token',
      'access-control-expose-headers': 'x-exposed',
      'access-control-max-age': '60',
    });
  });

  test('a preflight is no local reply: nothing makes it gRPC', () => {
    const { answer } = run(policy, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'GET',
        'content-type': 'application/grpc',
      },
    });
    expect(seen(answer)).toEqual([200, '', '', 'cors_response']);
    expect(isFailure(answer.outcome) || answer.outcome.headers.get('grpc-status')).toBeUndefined();
  });

  test('the answer to an allowed origin is marked, others pass unmarked', () => {
    expect(cors(run(policy, { headers: { origin: 'https://shop.example' } }).answer)).toEqual({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'x-exposed',
    });
    expect(cors(run(policy, { headers: { origin: 'https://evil.example' } }).answer)).toEqual({});
  });
});
