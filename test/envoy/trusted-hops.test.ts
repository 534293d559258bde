import { expect, test } from 'vitest';
import type { HeaderValueOption, Rbac, Route } from '../../sandbox/envoy/config/index';
import { isFailure } from '../../sandbox/net/index';
import {
  cluster,
  echo,
  endpoints,
  httpListener,
  router,
  routes,
  TestNetwork,
  virtualOutbound,
} from './wiring';

const visitors: Rbac = {
  rules: {
    policies: {
      visitors: {
        permissions: [{ any: true }],
        principals: [{ remoteIp: { addressPrefix: '192.0.2.0', prefixLen: 24 } }],
      },
    },
  },
};

/** What a gateway answers that lets in 192.0.2.0/24; the peer of the connection is 203.0.113.10. */
function status(xffNumTrustedHops: number, forwardedFor: string | undefined): number | undefined {
  const net = new TestNetwork();
  net.serve('10.0.0.2:8080', echo);
  const rbac = { name: 'envoy.filters.http.rbac', typedConfig: { ...visitors } };
  const proxy = net.proxy('gateway', '10.0.0.1', {
    listeners: [
      httpListener(8080, 'http.8080', {
        useRemoteAddress: true,
        xffNumTrustedHops,
        httpFilters: [rbac, router],
      }),
    ],
    routeConfigurations: [
      routes('http.8080', {
        name: 'shop',
        domains: ['*'],
        routes: [{ match: { prefix: '/' }, route: { cluster: 'shop', timeout: '0s' } }],
      }),
    ],
    clusters: [cluster('shop')],
    loadAssignments: [endpoints('shop', '10.0.0.2:8080')],
  });
  const headers: Record<string, string> =
    forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  const { outcome } = net.send(proxy, { headers });
  return isFailure(outcome) ? undefined : outcome.status;
}

test.each<[trustedHops: number, forwardedFor: string | undefined, seen: number]>([
  [0, undefined, 403],
  [0, '192.0.2.7', 403],
  [1, '192.0.2.7', 200],
  [1, '192.0.2.7, 198.51.100.9', 403],
  [2, '192.0.2.7, 198.51.100.9', 200],
  [2, '192.0.2.7', 403],
  [1, 'nobody', 403],
])('behind %i trusted proxies, a client forwarded for %s gets %i', (trustedHops, forwardedFor, seen) => {
  expect(status(trustedHops, forwardedFor)).toBe(seen);
});

test.each([
  [undefined, '203.0.113.10', '203.0.113.10:50000'],
  ['192.0.2.7', '192.0.2.7', '192.0.2.7:0'],
  ['198.51.100.9, 192.0.2.7', '192.0.2.7', '192.0.2.7:0'],
  ['nobody', '203.0.113.10', '203.0.113.10:50000'],
])('a sidecar takes the client from x-forwarded-for: %s', (forwardedFor, ip, address) => {
  const net = new TestNetwork();
  net.serve('10.0.0.2:8080', echo);
  const add = (key: string, value: string): HeaderValueOption => ({
    header: { key, value },
    appendAction: 'APPEND_IF_EXISTS_OR_ADD',
  });
  const route: Route = {
    match: { prefix: '/' },
    route: { cluster: 'shop', timeout: '0s' },
    requestHeadersToAdd: [
      add('x-ip', '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%'),
      add('x-address', '%DOWNSTREAM_REMOTE_ADDRESS%'),
    ],
  };
  const proxy = net.proxy('sidecar', '10.0.0.1', {
    listeners: [virtualOutbound(), httpListener(80, '80')],
    routeConfigurations: [routes('80', { name: 'shop', domains: ['*'], routes: [route] })],
    clusters: [cluster('shop')],
    loadAssignments: [endpoints('shop', '10.0.0.2:8080')],
  });
  const headers: Record<string, string> =
    forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  const { outcome } = net.send(proxy, { headers });
  if (isFailure(outcome)) throw new Error(outcome.failure);
  const seen = new Map(JSON.parse(outcome.body) as [string, string][]);
  expect([seen.get('x-ip'), seen.get('x-address')]).toEqual([ip, address]);
});
