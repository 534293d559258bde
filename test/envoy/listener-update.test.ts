import { describe, expect, test } from 'vitest';
import type { FilterChain, Listener, ProxyConfig } from '../../sandbox/envoy/config/index';
import { isFailure } from '../../sandbox/net/index';
import { cluster, endpoints, httpListener, proxyConfig, TestNetwork, virtualOutbound } from './wiring';

const DRAIN_US = 45_000_000;

const tcp = (statPrefix: string, more: Partial<FilterChain> = {}): FilterChain => ({
  filters: [{ name: 'envoy.filters.network.tcp_proxy', typedConfig: { statPrefix, cluster: 'db' } }],
  ...more,
});
const listener = (more: Partial<Listener> = {}): Listener => ({
  name: '10.96.0.9_3306',
  address: { socketAddress: { address: '10.96.0.9', portValue: 3306 } },
  trafficDirection: 'OUTBOUND',
  filterChains: [
    tcp('a', { filterChainMatch: { destinationPort: 3306 } }),
    tcp('b', { filterChainMatch: { destinationPort: 1 } }),
  ],
  ...more,
});

/** A proxy that one connection stands in, through the first filter chain. */
function connected(before: Listener): {
  net: TestNetwork;
  apply: (...listeners: Listener[]) => void;
  open: () => string;
} {
  const net = new TestNetwork();
  const config = (...listeners: Listener[]): ProxyConfig =>
    proxyConfig({
      listeners: [virtualOutbound(), ...listeners],
      clusters: [cluster('db')],
      loadAssignments: [endpoints('db', '10.0.0.9:3306')],
    });
  const proxy = net.proxy('sidecar', '10.0.0.1', config(before));
  let told = '';
  const accepting = proxy.accept('outbound', {
    source: { ip: '10.0.0.1', port: 50_000 },
    destination: { ip: '10.96.0.9', port: 3306 },
    hello: { protocol: 'raw_buffer' },
    application: 'tcp',
    onClosed: () => (told += 'told'),
  });
  const connection = net.kernel.run(net.kernel.spawn('client', accepting));
  if (isFailure(connection)) throw new Error(connection.failure);
  return {
    net,
    apply: (...listeners) => {
      proxy.applyConfig(config(...listeners));
    },
    open: () =>
      `${connection.closed === true ? 'closed' : 'stands'} ${told} ${proxy.admin('GET', '/stats?filter=^listener.10.96.0.9_3306.downstream_cx_active').body}`.trim(),
  };
}
const STANDS = 'stands  listener.10.96.0.9_3306.downstream_cx_active: 1';
const CUT = 'closed told listener.10.96.0.9_3306.downstream_cx_active: 0';

describe('a connection', () => {
  const { filterChains } = listener();
  const [own, other] = filterChains;
  if (!own || !other) throw new Error('two filter chains');

  test.each<[string, boolean, Listener[]]>([
    ['the same once more', true, [listener()]],
    ['another filter chain that changed', true, [listener({ filterChains: [own, tcp('c')] })]],
    ['its own filter chain, in another place', true, [listener({ filterChains: [other, own] })]],
    [
      'its own filter chain as the one for the rest',
      true,
      [listener({ filterChains: [other], defaultFilterChain: own })],
    ],
    ['a listener besides', true, [listener(), httpListener(80, '80')]],
    ['a change of its filter chain', false, [listener({ filterChains: [tcp('c'), other] })]],
    [
      'what its filter chain asks for',
      false,
      [listener({ filterChains: [{ ...own, filterChainMatch: {} }, other] })],
    ],
    ['a change of the listener, not of the filter chain', false, [listener({ listenerFilters: [] })]],
    [
      'another address',
      false,
      [listener({ address: { socketAddress: { address: '10.96.0.8', portValue: 3306 } } })],
    ],
    ['no such listener any more', false, []],
  ])('%s: stays = %s', (_, stays, after) => {
    const { net, apply, open } = connected(listener());
    apply(...after);
    expect(net.kernel.idle).toBe(stays);
    net.kernel.runUntil(DRAIN_US - 1_000_000);
    expect(open()).toBe(STANDS);
    net.kernel.runUntil(DRAIN_US + 1_000_000);
    expect(open()).toBe(stays ? STANDS : CUT);
  });

  test('is drained once, from the first configuration that is without its filter chain', () => {
    const { net, apply, open } = connected(listener());
    apply();
    net.kernel.runUntil(20_000_000);
    apply(listener());
    apply();
    expect(net.kernel.nextEventUs).toBeLessThan(DRAIN_US + 1_000_000);
    net.kernel.runUntil(DRAIN_US + 1_000_000);
    expect([open(), net.kernel.idle]).toEqual([CUT, true]);
  });
});
