import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../sandbox/envoy/config/index';
import { printedCluster } from '../../sandbox/shell/commands/istioctl/proxy-config/printed/cluster';
import { configOf, documents, ingress, service, sidecar } from './support/mesh';
import { clusterOf, rule, WEB } from './support/web';

describe('the policy of a cluster', () => {
  it.each<[string, string, Partial<Cluster>]>([
    ['LEAST_REQUEST without a rule', '', { lbPolicy: 'LEAST_REQUEST' }],
    ['simple', 'trafficPolicy: {loadBalancer: {simple: RANDOM}}', { lbPolicy: 'RANDOM' }],
    [
      'consistent hash over simple',
      'trafficPolicy: {loadBalancer: {simple: RANDOM, consistentHash: {useSourceIp: true}}}',
      { lbPolicy: 'RING_HASH', ringHashLbConfig: { minimumRingSize: 1024 } },
    ],
    [
      'maglev',
      'trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 251}}}}',
      { lbPolicy: 'MAGLEV', maglevLbConfig: { tableSize: 251 } },
    ],
    [
      'PASSTHROUGH',
      'trafficPolicy: {loadBalancer: {simple: PASSTHROUGH}}',
      { type: 'ORIGINAL_DST', lbPolicy: 'CLUSTER_PROVIDED' },
    ],
    [
      'a port entry replaces the whole policy',
      'trafficPolicy: {connectionPool: {tcp: {maxConnections: 1}}, portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: ROUND_ROBIN}}]}',
      { lbPolicy: 'ROUND_ROBIN', circuitBreakers: { thresholds: [{}] } },
    ],
    [
      'zero means no limit',
      'trafficPolicy: {connectionPool: {tcp: {maxConnections: 7, connectTimeout: 2s}, http: {http1MaxPendingRequests: 0, http2MaxRequests: 3, maxRequestsPerConnection: 1}}}',
      {
        connectTimeout: '2s',
        circuitBreakers: { thresholds: [{ maxConnections: 7, maxRequests: 3 }] },
        maxRequestsPerConnection: 1,
      },
    ],
    [
      'outlier detection switches panic off',
      'trafficPolicy: {outlierDetection: {consecutive5xxErrors: 0, consecutiveGatewayErrors: 2, interval: 1s, maxEjectionPercent: 100}}',
      {
        outlierDetection: {
          consecutive5xx: 0,
          enforcingConsecutive5xx: 0,
          consecutiveGatewayFailure: 2,
          enforcingConsecutiveGatewayFailure: 100,
          interval: '1s',
          maxEjectionPercent: 100,
        },
        commonLbConfig: { healthyPanicThreshold: { value: 0 } },
      },
    ],
    [
      'errors of their own',
      'trafficPolicy: {outlierDetection: {outlierDetectionHttpErrorCodes: [429], minHealthPercent: 30}}',
      { outlierErrorCodes: [429], commonLbConfig: { healthyPanicThreshold: { value: 30 } } },
    ],
    [
      'a ring of its own size',
      'trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true, ringHash: {minimumRingSize: 64}}}}',
      { lbPolicy: 'RING_HASH', ringHashLbConfig: { minimumRingSize: 64 } },
    ],
    [
      'new hosts warm up',
      'trafficPolicy: {loadBalancer: {simple: ROUND_ROBIN, warmup: {duration: 1m, aggression: 2}}}',
      {
        roundRobinLbConfig: {
          slowStartConfig: {
            slowStartWindow: '60s',
            aggression: { defaultValue: 2, runtimeKey: '(' },
            minWeightPercent: { value: 10 },
          },
        },
      },
    ],
    [
      'a budget of retries, keepalive and the longest connection',
      'trafficPolicy: {retryBudget: {percent: 50}, connectionPool: {tcp: {tcpKeepalive: {time: 90s}, maxConnectionDuration: 1h}}}',
      {
        circuitBreakers: {
          thresholds: [{ retryBudget: { budgetPercent: { value: 50 }, minRetryConcurrency: 3 } }],
        },
        upstreamConnectionOptions: { tcpKeepalive: { keepaliveTime: 90 } },
        maxConnectionDuration: '3600s',
      },
    ],
    [
      'HTTP/2 connections: only where HTTP/2 is spoken',
      'trafficPolicy: {connectionPool: {http: {h2UpgradePolicy: UPGRADE, maxConcurrentStreams: 5, http2KeepAlive: {interval: 3s}}}}',
      {
        http2: true,
        http2ProtocolOptions: { maxConcurrentStreams: 5, connectionKeepalive: { interval: '3s' } },
      },
    ],
    [
      'a PROXY header in front of plain bytes',
      'trafficPolicy: {tls: {mode: DISABLE}, proxyProtocol: {version: V2}}',
      { transportSocket: { name: 'envoy.transport_sockets.raw_buffer', proxyProtocol: 'V2' } },
    ],
  ])('%s', (_, spec, expected) => {
    expect(clusterOf(WEB, ...(spec === '' ? [] : [rule(spec)]))).toMatchObject(expected);
  });

  it('is printed with the short name of plain bytes behind a PROXY header', () => {
    const found = clusterOf(WEB, rule('trafficPolicy: {tls: {mode: DISABLE}, proxyProtocol: {version: V2}}'));
    expect(found && printedCluster(found)['transportSocket']).toMatchObject({
      name: 'envoy.transport_sockets.upstream_proxy_protocol',
      typedConfig: { config: { version: 'V2' }, transportSocket: { name: 'raw_buffer' } },
    });
  });

  it('names statistics as the mesh says', () => {
    const text = documents(service('web'), rule('subsets: [{name: v1}]'));
    const meshConfig = { outboundClusterStatName: '%SERVICE%_%SUBSET_NAME%_%SERVICE_PORT%' };
    const { clusters } = configOf(text, sidecar(), meshConfig);
    const names = clusters.flatMap(({ name, altStatName }) =>
      name.startsWith('outbound') ? [altStatName] : [],
    );
    expect(names).toEqual(['web.default__80;', 'web.default_v1_80;']);
  });

  it('makes no cluster of a subset whose hosts would have to be listed and are none', () => {
    const entry = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: web}
spec:
  hosts: [web.example.com]
  resolution: DNS
  ports: [{number: 80, name: http, protocol: HTTP}]
  endpoints: [{address: a.example.com, labels: {v: "1"}}]`;
    const subsets = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web}
spec: {host: web.example.com, subsets: [{name: one, labels: {v: "1"}}, {name: two, labels: {v: "2"}}]}`;
    const names = configOf(documents(entry, subsets), sidecar()).clusters.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('outbound'))).toEqual([
      'outbound|80||web.example.com',
      'outbound|80|one|web.example.com',
    ]);
  });

  it('looks the hosts of a wildcard up as requests name them, and takes TLS names from there', () => {
    const entry = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: wild}
spec:
  hosts: ["*.example.com"]
  location: MESH_EXTERNAL
  resolution: DYNAMIC_DNS
  ports: [{number: 443, name: tls, protocol: TLS}, {number: 9000, name: tcp, protocol: TCP}]`;
    const tls = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: wild}
spec: {host: "*.example.com", trafficPolicy: {tls: {mode: SIMPLE}}}`;
    const found = configOf(documents(entry, tls), sidecar()).clusters.filter(({ name }) =>
      name.startsWith('outbound'),
    );
    expect(found).toMatchObject([
      {
        name: 'outbound|443||*.example.com',
        lbPolicy: 'CLUSTER_PROVIDED',
        clusterType: { typedConfig: { dnsCacheConfig: { name: '*.example.com_dfp_dns_cache' } } },
        upstreamHttpProtocolOptions: { autoSni: true, autoSanValidation: true },
      },
    ]);
  });

  it('lets a subset override block by block, and exist without pods', () => {
    const subset = clusterOf(
      'outbound|80|v9|web.default.svc.cluster.local',
      rule(
        'trafficPolicy: {loadBalancer: {simple: RANDOM}, outlierDetection: {interval: 9s}}, subsets: [{name: v9, labels: {version: v9}, trafficPolicy: {loadBalancer: {simple: ROUND_ROBIN}}}]',
      ),
    );
    expect(subset).toMatchObject({ lbPolicy: 'ROUND_ROBIN', outlierDetection: { interval: '9s' } });
    expect(subset?.origin).toMatchObject({ kind: 'DestinationRule', path: 'spec.subsets[0]', line: 25 });
  });

  it('finds the hosts where the service says', () => {
    const entry = (name: string, resolution: string, more = ''): string => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ${name}}
spec:
  hosts: [${name}.example.com]
  resolution: ${resolution}
  ports: [{number: 80, name: http, protocol: HTTP}]
  ${more}`;
    const text = documents(
      entry('none', 'NONE'),
      entry('fixed', 'STATIC', 'endpoints: [{address: 198.51.100.1}]'),
      entry('dns', 'DNS'),
      entry('logical', 'DNS_ROUND_ROBIN'),
      service('headless', { ip: 'None' }),
    );
    const types = (proxy = sidecar()): string[] =>
      configOf(text, proxy)
        .clusters.filter(({ name }) => name.startsWith('outbound'))
        .map(({ name, type }) => `${name.split('|')[3]?.split('.')[0] ?? ''} ${type}`)
        .sort();
    expect(types()).toEqual([
      'dns STRICT_DNS',
      'fixed EDS',
      'headless ORIGINAL_DST',
      'logical LOGICAL_DNS',
      'none ORIGINAL_DST',
    ]);
    expect(types(ingress())).toEqual(expect.arrayContaining(['headless EDS', 'none EDS']));
  });

  it('keeps the protocol of a client where it is sniffed, or where a rule asks for it', () => {
    const text = documents(
      service('auto', { portName: 'x' }),
      `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: upgrade}
spec: {host: auto, trafficPolicy: {connectionPool: {http: {h2UpgradePolicy: UPGRADE}}}}`,
      service('grpc', { portName: 'grpc', ip: '10.96.0.11' }),
      `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: keep}
spec: {host: grpc, trafficPolicy: {connectionPool: {http: {useClientProtocol: true}}}}`,
    );
    const told = (proxy = sidecar()): object[] =>
      ['auto', 'grpc'].map((name) => {
        const clusters = configOf(text, proxy).clusters;
        const cluster = clusters.find((one) => one.name === `outbound|80||${name}.default.svc.cluster.local`);
        const [match] = cluster?.transportSocketMatches ?? [];
        const alpn = match?.transportSocket.typedConfig?.commonTlsContext?.alpnProtocols;
        return [name, cluster?.useDownstreamProtocol, cluster?.http2, alpn?.includes('h2')];
      });
    expect(told()).toEqual([
      ['auto', true, undefined, false],
      ['grpc', true, undefined, false],
    ]);
    expect(told(ingress())).toEqual([
      ['auto', undefined, true, true],
      ['grpc', true, undefined, false],
    ]);
  });
});

it('a ServiceEntry without resolution may say which port is dialled', () => {
  const text = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: outside}
spec:
  hosts: [outside.example.com]
  resolution: NONE
  ports: [{number: 80, name: http, protocol: HTTP, targetPort: 8080}, {number: 81, name: tcp, protocol: TCP}]`;
  const found = configOf(text, sidecar()).clusters.filter(({ name }) => name.startsWith('outbound'));
  expect(found.map(({ originalDstLbConfig }) => originalDstLbConfig)).toEqual([
    { upstreamPortOverride: 8080 },
    undefined,
  ]);
});

it('nobody panics where endpoints that are not ready are sent', () => {
  const near = service('web').replace('selector:', 'trafficDistribution: PreferClose\n  selector:');
  const text = documents(near, rule('trafficPolicy: {outlierDetection: {minHealthPercent: 40}}'));
  const shareOf = (given: string): number | undefined =>
    configOf(given, sidecar()).clusters.find(({ name }) => name === WEB)?.commonLbConfig
      ?.healthyPanicThreshold?.value;
  expect(shareOf(text)).toBe(0);
  expect(shareOf(text.replace('trafficDistribution: PreferClose', ''))).toBe(40);
});
