import { describe, expect, test } from 'vitest';
import type { Cluster, FilterChain, Listener, TransportSocket } from '../../sandbox/envoy/config/index';
import type { Proxy } from '../../sandbox/envoy/index';
import { isFailure, type HttpOutcome } from '../../sandbox/net/index';
import {
  cluster,
  echo,
  endpoints,
  httpListener,
  router,
  routes,
  TestNetwork,
  virtualOutbound,
  type Answer,
} from './wiring';

/** A client sidecar at 10.0.0.1, a server sidecar at 10.0.0.2 with an application on 8080, a bare pod at 10.0.0.3. */
interface Mesh {
  readonly net: TestNetwork;
  readonly client: Proxy;
  readonly server: Proxy;
}

const mutualTls = (serverName: string, ...accepted: string[]): TransportSocket => ({
  name: 'envoy.transport_sockets.tls',
  typedConfig: {
    sni: serverName,
    commonTlsContext: {
      alpnProtocols: ['istio-peer-exchange', 'istio'],
      tlsCertificateSdsSecretConfigs: [{ name: 'default' }],
      validationContextSdsSecretConfig: { name: 'ROOTCA' },
      matchSubjectAltNames: accepted.map((exact) => ({ exact })),
    },
  },
});

const serverTls: TransportSocket = {
  name: 'envoy.transport_sockets.tls',
  typedConfig: {
    requireClientCertificate: true,
    commonTlsContext: { tlsCertificateSdsSecretConfigs: [{ name: 'default' }] },
  },
};

const http: FilterChain['filters'] = [
  {
    name: 'envoy.filters.network.http_connection_manager',
    typedConfig: {
      statPrefix: 'inbound',
      httpFilters: [{ name: 'istio.metadata_exchange' }, router],
      forwardClientCertDetails: 'APPEND_FORWARD',
      serverName: 'istio-envoy',
      routeConfig: {
        name: 'inbound|8080||',
        virtualHosts: [
          {
            name: 'inbound|http|80',
            domains: ['*'],
            routes: [
              {
                name: 'default',
                match: { prefix: '/' },
                route: { cluster: 'inbound|8080||', timeout: '0s' },
                decorator: { operation: 'shop:80/*' },
              },
            ],
          },
        ],
      },
    },
  },
];

function virtualInbound(mode: 'STRICT' | 'PERMISSIVE'): Listener {
  const tls: FilterChain = {
    name: 'mesh',
    filterChainMatch: {
      destinationPort: 8080,
      transportProtocol: 'tls',
      applicationProtocols: ['istio-http/1.1', 'istio-h2'],
    },
    transportSocket: serverTls,
    filters: http,
  };
  const plaintext: FilterChain = {
    name: 'plaintext',
    filterChainMatch: { destinationPort: 8080, transportProtocol: 'raw_buffer' },
    filters: http,
  };
  return {
    name: 'virtualInbound',
    address: { socketAddress: { address: '0.0.0.0', portValue: 15006 } },
    trafficDirection: 'INBOUND',
    listenerFilters: [{ name: 'envoy.filters.listener.tls_inspector' }],
    filterChains: mode === 'STRICT' ? [tls] : [tls, plaintext],
  };
}

function mesh(mode: 'STRICT' | 'PERMISSIVE', shop: Partial<Cluster>): Mesh {
  const net = new TestNetwork();
  const server = net.proxy(
    'sidecar',
    '10.0.0.2',
    { listeners: [virtualInbound(mode)], clusters: [cluster('inbound|8080||', { type: 'ORIGINAL_DST' })] },
    'server',
  );
  net.intercept('10.0.0.2', server);
  net.serve('10.0.0.2:8080', echo);
  net.serve('10.0.0.3:8080', echo);
  const client = net.proxy(
    'sidecar',
    '10.0.0.1',
    {
      listeners: [virtualOutbound(), httpListener(80, '80')],
      routeConfigurations: [
        routes('80', {
          name: 'shop',
          domains: ['shop.example'],
          includeRequestAttemptCount: true,
          routes: [
            {
              name: 'default',
              match: { prefix: '/' },
              route: { cluster: 'shop', timeout: '0s' },
              decorator: { operation: 'shop:80/*' },
            },
          ],
        }),
      ],
      clusters: [cluster('shop', shop)],
      loadAssignments: [endpoints('shop', '10.0.0.2:8080')],
    },
    'client',
  );
  return { net, client, server };
}

const auto: Partial<Cluster> = {
  transportSocketMatches: [
    {
      name: 'tlsMode-istio',
      match: { tlsMode: 'istio' },
      transportSocket: mutualTls('outbound_.80_._.shop'),
    },
    { name: 'tlsMode-disabled', match: {}, transportSocket: { name: 'envoy.transport_sockets.raw_buffer' } },
  ],
};

function lines(outcome: HttpOutcome): Record<string, string> {
  return isFailure(outcome) ? {} : Object.fromEntries(JSON.parse(outcome.body) as [string, string][]);
}

function hops({ trace }: Answer): string[] {
  return trace.hops.map(({ direction, status, flags, details }) =>
    [direction, status ?? '-', flags, details].filter((part) => part !== '').join(' '),
  );
}

describe('mutual TLS', () => {
  const identity = 'spiffe://cluster.local/ns/default/sa/server';

  test('carries the identity of the client to the application', () => {
    const { net, client } = mesh('STRICT', { transportSocket: mutualTls('shop', identity) });
    const answer = net.send(client, { headers: { 'x-forwarded-client-cert': 'spoofed' } });
    expect(hops(answer)).toEqual(['outbound 200 via_upstream', 'inbound 200 via_upstream']);
    const got = lines(answer.outcome);
    expect(got['x-forwarded-client-cert']).toMatch(
      /^By=spiffe:\/\/cluster\.local\/ns\/default\/sa\/server;Hash=[0-9a-f]{64};Subject="";URI=spiffe:\/\/cluster\.local\/ns\/default\/sa\/client$/,
    );
    expect(got['x-envoy-attempt-count']).toBe('1');
    expect(got['x-envoy-decorator-operation']).toBeUndefined();
    const { outcome } = answer;
    expect(isFailure(outcome) ? undefined : outcome.headers.get('server')).toBe('envoy');
  });

  test('plaintext to STRICT: the server finds no chain, the client answers 503 UC', () => {
    const { net, client } = mesh('STRICT', {});
    expect(hops(net.send(client))).toEqual([
      'outbound 503 UC upstream_reset_before_response_started{connection_termination}',
      'inbound - NR filter_chain_not_found',
    ]);
  });

  test('plaintext to PERMISSIVE is served, without an identity', () => {
    const { net, client } = mesh('PERMISSIVE', {});
    const answer = net.send(client, { headers: { 'x-forwarded-client-cert': 'spoofed' } });
    expect(hops(answer)).toEqual(['outbound 200 via_upstream', 'inbound 200 via_upstream']);
    expect(lines(answer.outcome)['x-forwarded-client-cert']).toBeUndefined();
  });

  test('automatic: by what the endpoint says of itself', () => {
    const { net, client } = mesh('PERMISSIVE', auto);
    net.send(client);
    expect(net.connects[0]?.hello).toEqual({ protocol: 'raw_buffer' });
    client.applyConfig({
      ...client.config,
      loadAssignments: [
        {
          clusterName: 'shop',
          endpoints: [
            {
              lbEndpoints: [
                {
                  address: { socketAddress: { address: '10.0.0.2', portValue: 8080 } },
                  metadata: {
                    filterMetadata: { 'envoy.transport_socket_match': { tlsMode: 'istio' } },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
    net.connects.length = 0;
    net.send(client);
    expect(net.connects[0]?.hello).toEqual({
      protocol: 'tls',
      serverName: 'outbound_.80_._.shop',
      alpn: ['istio-http/1.1', 'istio', 'http/1.1'],
      clientIdentity: 'spiffe://cluster.local/ns/default/sa/client',
    });
  });

  test.each<[string, Partial<Cluster>, string]>([
    [
      'another identity',
      { transportSocket: mutualTls('shop', 'spiffe://cluster.local/ns/other/sa/x') },
      'SAN_matcher',
    ],
    [
      'TLS without the mesh: no chain for its ALPN',
      { transportSocket: { name: 'envoy.transport_sockets.tls' } },
      'Connection_reset_by_peer',
    ],
  ])('%s: the client answers 503 UF', (_case, more, problem) => {
    const { net, client } = mesh('STRICT', more);
    const [hop] = net.send(client).trace.hops;
    expect(hop?.flags).toBe('UF');
    expect(hop?.details).toContain(problem);
  });

  test('the server may change its mind while connections are open', () => {
    const { net, client, server } = mesh('PERMISSIVE', {});
    net.send(client);
    server.applyConfig({ ...server.config, listeners: [virtualInbound('STRICT')] });
    expect(hops(net.send(client))[0]).toBe(
      'outbound 503 UC upstream_reset_before_response_started{connection_termination}',
    );
    server.applyConfig({ ...server.config, listeners: [virtualInbound('PERMISSIVE')] });
    expect(hops(net.send(client))[0]).toBe('outbound 200 via_upstream');
  });

  test('a pod that is gone is noticed on the next request', () => {
    const { net, client, server } = mesh('PERMISSIVE', {});
    net.send(client);
    net.intercept('10.0.0.2', net.proxy('sidecar', '10.0.0.2', {}));
    server.close();
    expect(net.send(client).trace.hops[0]?.flags).toBe('UF');
  });
});

describe('a client without a sidecar', () => {
  test('sees the server proxy, and its operation', () => {
    const { net, server } = mesh('PERMISSIVE', {});
    const { outcome } = net.send(server, {
      direction: 'inbound',
      destination: { ip: '10.0.0.2', port: 8080 },
    });
    expect(
      isFailure(outcome)
        ? []
        : [outcome.headers.get('server'), outcome.headers.get('x-envoy-decorator-operation')],
    ).toEqual(['istio-envoy', 'shop:80/*']);
  });

  test('is reset by STRICT', () => {
    const { net, server } = mesh('STRICT', {});
    const answer = net.send(server, { direction: 'inbound', destination: { ip: '10.0.0.2', port: 8080 } });
    expect([answer.outcome, hops(answer)]).toEqual([
      { failure: 'reset' },
      ['inbound - NR filter_chain_not_found'],
    ]);
  });

  test('a path without a slash is no request', () => {
    const { net, server } = mesh('PERMISSIVE', {});
    const answer = net.send(server, {
      direction: 'inbound',
      destination: { ip: '10.0.0.2', port: 8080 },
      path: 'N?a=b',
    });
    const { outcome } = answer;
    expect(
      isFailure(outcome) ? [] : [outcome.status, outcome.body, outcome.headers.get('content-type')],
    ).toEqual([400, 'Bad Request', 'text/plain']);
  });
});
