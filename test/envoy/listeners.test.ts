import { describe, expect, test } from 'vitest';
import type { FilterChain, FilterChainMatch, Listener } from '../../sandbox/envoy/config/index';
import { inRange } from '../../sandbox/envoy/match/cidr';
import { inEnglish } from '../../sandbox/net/index';
import { chainRejection, findFilterChain } from '../../sandbox/envoy/match/filter-chain-table';
import { inspect, type ConnectionFacts } from '../../sandbox/envoy/match/inspection';
import { ListenerTable } from '../../sandbox/envoy/match/listener-table';
import { VirtualHostTable } from '../../sandbox/envoy/match/virtual-host-table';

describe('virtual hosts', () => {
  const domains = ['bar.foo.com', '*.foo.com', '*-bar.foo.com', '*.com', 'www.*', '*'];
  const table = new VirtualHostTable(
    domains.map((domain) => ({ name: domain, domains: [domain], routes: [] })),
    true,
  );

  test.each([
    ['bar.foo.com', 'bar.foo.com', 'exact'],
    ['BAR.foo.com:8080', 'bar.foo.com', 'exact'],
    ['x-bar.foo.com', '*-bar.foo.com', 'suffix wildcard'],
    ['a.foo.com', '*.foo.com', 'suffix wildcard'],
    ['.foo.com', '*.com', 'suffix wildcard'], // a wildcard stands for at least one character
    ['www.foo.com', '*.foo.com', 'suffix wildcard'],
    ['www.example.org', 'www.*', 'prefix wildcard'],
    ['[::1]:80', '*', 'any'],
  ])('%s is served by %s', (authority, domain, how) => {
    expect([table.find(authority)?.name, table.how(authority)]).toEqual([domain, how]);
  });

  test('ports count unless they are ignored, and nothing matches without *', () => {
    const hosts = [{ name: 'with port', domains: ['a.com:8080'], routes: [] }];
    expect(new VirtualHostTable(hosts, false).find('a.com:8080')?.name).toBe('with port');
    expect(new VirtualHostTable(hosts, true).find('a.com:8080')).toBeUndefined();
  });
});

describe('filter chains', () => {
  const chain = (name: string, filterChainMatch: FilterChainMatch = {}): FilterChain => ({
    name,
    filterChainMatch,
    filters: [],
  });
  const listener: Listener = {
    name: 'virtualInbound',
    address: { socketAddress: { address: '0.0.0.0', portValue: 15006 } },
    listenerFilters: [
      { name: 'envoy.filters.listener.tls_inspector' },
      { name: 'envoy.filters.listener.http_inspector' },
    ],
    filterChains: [
      chain('any'),
      chain('tls', { transportProtocol: 'tls' }),
      chain('8080 tls', { destinationPort: 8080, transportProtocol: 'tls' }),
      chain('8080 mesh', {
        destinationPort: 8080,
        transportProtocol: 'tls',
        applicationProtocols: ['istio-http/1.1', 'istio-h2'],
      }),
      chain('sni', { destinationPort: 443, serverNames: ['a.example'] }),
      chain('sni wildcard', { destinationPort: 443, serverNames: ['*.example'] }),
      chain('wide', { prefixRanges: [{ addressPrefix: '10.0.0.0', prefixLen: 8 }] }),
      chain('narrow', { prefixRanges: [{ addressPrefix: '10.1.0.0', prefixLen: 16 }] }),
    ],
    defaultFilterChain: chain('default'),
  };
  const tls = (serverName: string, ...alpn: string[]) => ({ protocol: 'tls' as const, serverName, alpn });
  const facts = (ip: string, port: number, hello: Parameters<typeof inspect>[1]['hello']): ConnectionFacts =>
    inspect(listener, {
      source: { ip: '1.1.1.1', port: 1 },
      destination: { ip, port },
      hello,
      application: 'http/1.1',
    });

  test.each([
    ['plaintext anywhere', facts('9.9.9.9', 80, { protocol: 'raw_buffer' }), 'any'],
    ['TLS anywhere', facts('9.9.9.9', 80, tls('x')), 'tls'],
    ['TLS on a port of its own', facts('9.9.9.9', 8080, tls('x')), '8080 tls'],
    ['mesh TLS on that port', facts('9.9.9.9', 8080, tls('x', 'istio-http/1.1')), '8080 mesh'],
    [
      'plaintext there: chains without a port do not count any more',
      facts('9.9.9.9', 8080, { protocol: 'raw_buffer' }),
      'default',
    ],
    ['an exact server name', facts('9.9.9.9', 443, tls('a.example')), 'sni'],
    ['a wildcard server name', facts('9.9.9.9', 443, tls('b.example')), 'sni wildcard'],
    ['another server name: nor here', facts('9.9.9.9', 443, tls('b.test')), 'default'],
    ['the longest prefix', facts('10.1.2.3', 80, { protocol: 'raw_buffer' }), 'narrow'],
    ['a shorter prefix', facts('10.2.2.3', 80, { protocol: 'raw_buffer' }), 'wide'],
    // the address was decided first, and there is no way back to `tls`
    ['TLS to a listed address', facts('10.2.2.3', 80, tls('x')), 'wide'],
  ])('%s', (_case, connection, expected) => {
    expect(findFilterChain(listener, connection)?.name).toBe(expected);
  });

  test('the default chain takes what no other does', () => {
    const strict = { ...listener, filterChains: [chain('tls', { transportProtocol: 'tls' })] };
    const plaintext = facts('9.9.9.9', 80, { protocol: 'raw_buffer' });
    expect(findFilterChain(strict, plaintext)?.name).toBe('default');
  });

  test.each([
    [1, 'transport protocol tls does not match raw_buffer'],
    [2, 'destination port 8080 is not 80'],
    [6, 'destination IP 10.0.0.0/8 does not match 9.9.9.9'],
  ])('chain %i is rejected with a reason', (index, reason) => {
    const plaintext = facts('9.9.9.9', 80, { protocol: 'raw_buffer' });
    const candidate = listener.filterChains[index];
    const said = candidate && chainRejection(candidate, plaintext, listener.filterChains[0]);
    expect(said && inEnglish(said)).toBe(reason);
  });

  test('an inspector that is disabled for a port sees nothing there', () => {
    const blind: Listener = {
      ...listener,
      listenerFilters: [
        {
          name: 'envoy.filters.listener.tls_inspector',
          filterDisabled: { destinationPortRange: { start: 80, end: 81 } },
        },
      ],
    };
    const request = {
      source: { ip: '1.1.1.1', port: 1 },
      hello: tls('x', 'h2'),
      application: 'http/1.1' as const,
    };
    const seen = [80, 81].map((port) => inspect(blind, { ...request, destination: { ip: '9.9.9.9', port } }));
    expect(seen.map(({ transportProtocol, serverName }) => [transportProtocol, serverName])).toEqual([
      ['raw_buffer', ''],
      ['tls', 'x'],
    ]);
  });
});

describe('listeners', () => {
  const listen = (
    name: string,
    address: string,
    portValue: number,
    more: Partial<Listener> = {},
  ): Listener => ({
    name,
    address: { socketAddress: { address, portValue } },
    trafficDirection: 'OUTBOUND',
    filterChains: [],
    ...more,
  });
  const sidecar = new ListenerTable([
    listen('virtualOutbound', '0.0.0.0', 15001, { useOriginalDst: true }),
    listen('virtualInbound', '0.0.0.0', 15006, { trafficDirection: 'INBOUND' }),
    listen('10.96.0.5_9000', '10.96.0.5', 9000),
    listen('0.0.0.0_80', '0.0.0.0', 80),
  ]);

  test.each([
    ['outbound', '10.96.0.5', 9000, '10.96.0.5_9000'],
    ['outbound', '10.96.0.6', 80, '0.0.0.0_80'],
    ['outbound', '10.96.0.6', 9000, 'virtualOutbound'],
    ['inbound', '10.244.0.5', 80, 'virtualInbound'],
    ['gateway', '10.244.0.5', 80, '0.0.0.0_80'],
    ['gateway', '10.244.0.5', 8443, undefined],
  ] as const)('%s to %s:%i is taken by %s', (direction, ip, port, name) => {
    expect(sidecar.find(direction, { ip, port })?.name).toBe(name);
  });
});

test.each([
  ['10.1.2.3', '10.1.0.0', 16, true],
  ['10.2.2.3', '10.1.0.0', 16, false],
  ['10.1.2.3', '0.0.0.0', 0, true],
  ['fd00::1', 'fd00::', 8, true],
  ['fd00::1', 'fe80::', 10, false],
  ['10.1.2.3', '::', 0, false],
  ['not an address', '0.0.0.0', 0, false],
])('%s in %s/%i: %s', (ip, addressPrefix, prefixLen, expected) => {
  expect(inRange(ip, { addressPrefix, prefixLen })).toBe(expected);
});
