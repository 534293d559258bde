import { describe, expect, it } from 'vitest';
import type { TcpProxy } from '../../sandbox/envoy/config/index';
import { configOf, documents, sidecar } from './support/mesh';

const target = `
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: 10.96.0.7, ports: [{name: tcp, port: 5432}]}`;

const split = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: db}
spec:
  hosts: [db]
  tcp: [{route: [{destination: {host: db, subset: v1}, weight: 9}, {destination: {host: db, subset: v2}, weight: 1}]}]`;

const toSubset = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: db}
spec: {hosts: [db], tcp: [{route: [{destination: {host: db, subset: v1}}]}]}`;

function rule(spec: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: db}
spec: {host: db, ${spec}}`;
}

function proxyOf(...texts: readonly string[]): Partial<TcpProxy> {
  const listener = configOf(documents(target, ...texts), sidecar({ idleTimeout: '30s' })).listeners.find(
    ({ name }) => name === '10.96.0.7_5432',
  );
  const filter = listener?.filterChains[0]?.filters.at(-1);
  if (filter?.name !== 'envoy.filters.network.tcp_proxy') throw new Error('no TCP proxy');
  const { statPrefix, idleTimeout, maxDownstreamConnectionDuration, hashPolicy, tunnelingConfig } =
    filter.typedConfig;
  return JSON.parse(
    JSON.stringify({ statPrefix, idleTimeout, maxDownstreamConnectionDuration, hashPolicy, tunnelingConfig }),
  ) as Partial<TcpProxy>;
}

const OWN = 'outbound|5432||db.default.svc.cluster.local';
const V1 = 'outbound|5432|v1|db.default.svc.cluster.local';
const HASHES = 'loadBalancer: {consistentHash: {useSourceIp: true}}';
const SUBSETS = 'subsets: [{name: v1}, {name: v2}]';

describe('the settings of a TCP proxy', () => {
  it.each<[string, readonly string[], Partial<TcpProxy>]>([
    ['without a rule: what the proxy started with', [], { statPrefix: OWN, idleTimeout: '30s' }],
    [
      "the rule's timeouts",
      [rule('trafficPolicy: {connectionPool: {tcp: {idleTimeout: 5s, maxConnectionDuration: 1h}}}')],
      { statPrefix: OWN, idleTimeout: '5s', maxDownstreamConnectionDuration: '3600s' },
    ],
    [
      "the client's address is hashed",
      [rule(`trafficPolicy: {${HASHES}}`)],
      { statPrefix: OWN, idleTimeout: '30s', hashPolicy: [{ sourceIp: {} }] },
    ],
    [
      "a subset's own load balancer decides",
      [
        toSubset,
        rule(
          `trafficPolicy: {${HASHES}}, subsets: [{name: v1, trafficPolicy: {loadBalancer: {simple: RANDOM}}}]`,
        ),
      ],
      { statPrefix: V1, idleTimeout: '30s' },
    ],
    [
      'a tunnel',
      [rule('trafficPolicy: {tunnel: {protocol: POST, targetHost: "2001:db8::1", targetPort: 443}}')],
      {
        statPrefix: OWN,
        idleTimeout: '30s',
        tunnelingConfig: { hostname: '[2001:db8::1]:443', usePost: true },
      },
    ],
    [
      'several destinations: the rule as a whole',
      [split, rule(`trafficPolicy: {${HASHES}}, ${SUBSETS}`)],
      { statPrefix: 'db.default', idleTimeout: '30s', hashPolicy: [{ sourceIp: {} }] },
    ],
  ])('%s', (_, texts, expected) => {
    expect(proxyOf(...texts)).toEqual(expected);
  });
});
