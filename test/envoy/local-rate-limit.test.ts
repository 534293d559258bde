import { describe, expect, it } from 'vitest';
import type { LocalRateLimit } from '../../sandbox/envoy/config/index';
import type { Proxy } from '../../sandbox/envoy/index';
import { isFailure } from '../../sandbox/net/index';
import { cluster, echo, endpoints, httpListener, router, routes, TestNetwork } from './wiring';

const NAME = 'envoy.filters.http.local_ratelimit';
const ALWAYS = { defaultValue: { numerator: 100 } };
const TWO: LocalRateLimit = {
  statPrefix: 'limit',
  tokenBucket: { maxTokens: 2, tokensPerFill: 2, fillInterval: '10s' },
  filterEnabled: ALWAYS,
  filterEnforced: ALWAYS,
};

function limited(config: Partial<LocalRateLimit>, onRoute?: LocalRateLimit): [TestNetwork, Proxy] {
  const network = new TestNetwork();
  network.serve('10.0.0.2:8080', echo);
  const route = {
    match: { prefix: '/' },
    route: { cluster: 'shop', timeout: '0s' },
    ...(onRoute ? { typedPerFilterConfig: { [NAME]: { ...onRoute } } } : {}),
  };
  const proxy = network.proxy('gateway', '10.0.0.1', {
    listeners: [
      httpListener(8080, 'http.8080', { httpFilters: [{ name: NAME, typedConfig: { ...config } }, router] }),
    ],
    routeConfigurations: [routes('http.8080', { name: 'shop', domains: ['*'], routes: [route] })],
    clusters: [cluster('shop')],
    loadAssignments: [endpoints('shop', '10.0.0.2:8080')],
  });
  return [network, proxy];
}

/** Statuses of requests one after the other. */
function statuses(network: TestNetwork, proxy: Proxy, count: number): number[] {
  return Array.from({ length: count }, () => {
    const { outcome } = network.send(proxy);
    return isFailure(outcome) ? 0 : outcome.status;
  });
}

describe('a bucket of two tokens', () => {
  it.each<[string, Partial<LocalRateLimit>, LocalRateLimit | undefined, number[]]>([
    ['of the listener', TWO, undefined, [200, 200, 429, 429]],
    ['of the route, which replaces that of the listener', {}, TWO, [200, 200, 429, 429]],
    ['with a status of its own', { ...TWO, status: { code: 503 } }, undefined, [200, 200, 503, 503]],
    ['a status below 400 is none', { ...TWO, status: { code: 200 } }, undefined, [200, 200, 429, 429]],
    ['that nobody enabled', { ...TWO, filterEnabled: { defaultValue: {} } }, undefined, [200, 200, 200, 200]],
    [
      'that is only watched',
      { ...TWO, filterEnforced: { defaultValue: {} } },
      undefined,
      [200, 200, 200, 200],
    ],
  ])('%s', (_, config, onRoute, expected) => {
    expect(statuses(...limited(config, onRoute), 4)).toEqual(expected);
  });

  it('fills again, and says what it did', () => {
    const [network, proxy] = limited({
      ...TWO,
      responseHeadersToAdd: [{ header: { key: 'x-limited', value: 'yes' } }],
    });
    expect(statuses(network, proxy, 3)).toEqual([200, 200, 429]);
    network.kernel.runUntil(network.kernel.nowUs + 5_000_000);
    expect(statuses(network, proxy, 2)).toEqual([200, 429]);
    const { outcome, trace } = network.send(proxy);
    if (isFailure(outcome)) throw new Error(outcome.failure);
    const [hop] = trace.hops;
    expect([outcome.body, outcome.headers.get('x-limited'), hop?.flags, hop?.details]).toEqual([
      'local_rate_limited',
      'yes',
      'RL',
      'local_rate_limited',
    ]);
  });
});
