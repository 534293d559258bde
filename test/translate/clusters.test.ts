import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../sandbox/envoy/config/index';
import { configOf, documents, ingress, service, sidecar } from './support/mesh';

const WEB = 'outbound|80||web.default.svc.cluster.local';

function rule(spec: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: d}
spec: {host: web, ${spec}}`;
}

function peerAuthentication(namespace: string, spec: string): string {
  return `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: p, namespace: ${namespace}}
spec: ${spec}`;
}

function clusterOf(name: string, ...texts: readonly string[]): Cluster | undefined {
  return configOf(documents(service('web'), ...texts), sidecar()).clusters.find(
    (cluster) => cluster.name === name,
  );
}

/** `mtls`, `plain`, `per endpoint` or `tls` followed by the SNI. */
function tlsOf(cluster: Cluster | undefined): string {
  if (cluster?.transportSocketMatches) return 'per endpoint';
  const { typedConfig } = cluster?.transportSocket ?? {};
  if (typedConfig === undefined) return 'plain';
  const certificates = typedConfig.commonTlsContext?.tlsCertificateSdsSecretConfigs ?? [];
  return certificates.some(({ name }) => name === 'default') ? 'mtls' : `tls ${typedConfig.sni ?? 'auto'}`;
}

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

describe('TLS towards a service', () => {
  it.each<[string, readonly string[], string, boolean]>([
    ['automatic', [], 'per endpoint', true],
    ['the namespace is DISABLE', [peerAuthentication('default', '{mtls: {mode: DISABLE}}')], 'plain', false],
    ['the mesh is DISABLE', [peerAuthentication('istio-system', '{mtls: {mode: DISABLE}}')], 'plain', false],
    [
      'the workload is DISABLE: only its endpoints',
      [peerAuthentication('default', '{selector: {matchLabels: {app: web}}, mtls: {mode: DISABLE}}')],
      'per endpoint',
      false,
    ],
    ['DISABLE in the rule', [rule('trafficPolicy: {tls: {mode: DISABLE}}')], 'plain', false],
    ['ISTIO_MUTUAL in the rule', [rule('trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}')], 'mtls', true],
    [
      'SIMPLE in the rule',
      [rule('trafficPolicy: {tls: {mode: SIMPLE, sni: web.org}}')],
      'tls web.org',
      false,
    ],
    [
      'a port entry without tls: the cluster is automatic, the endpoints follow the rule',
      [
        rule(
          'trafficPolicy: {tls: {mode: DISABLE}, portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: RANDOM}}]}',
        ),
      ],
      'per endpoint',
      false,
    ],
  ])('%s', (_, texts, tls, endpointMutual) => {
    const config = configOf(documents(service('web'), ...texts), sidecar());
    const assignment = config.loadAssignments.find(({ clusterName }) => clusterName === WEB);
    const [endpoint] = assignment?.endpoints[0]?.lbEndpoints ?? [];
    expect(tlsOf(config.clusters.find(({ name }) => name === WEB))).toBe(tls);
    expect(endpoint?.metadata?.filterMetadata['envoy.transport_socket_match']).toEqual(
      endpointMutual ? { tlsMode: 'istio' } : undefined,
    );
  });

  it('does not offer mTLS to pods without sidecar', () => {
    const config = configOf(service('web', { injected: false }), sidecar());
    expect(
      config.loadAssignments[0]?.endpoints[0]?.lbEndpoints[0]?.metadata?.filterMetadata[
        'envoy.transport_socket_match'
      ],
    ).toBeUndefined();
  });

  it('accepts the identities of the pods behind the service', () => {
    const [match] = clusterOf(WEB)?.transportSocketMatches ?? [];
    expect(match?.transportSocket.typedConfig?.commonTlsContext?.matchSubjectAltNames).toEqual([
      { exact: 'spiffe://cluster.local/ns/default/sa/web' },
    ]);
  });
});

describe('endpoints', () => {
  it('of a subset are the pods with its labels', () => {
    const text = documents(
      service('web', { versions: ['v1', 'v2'] }),
      rule('subsets: [{name: v2, labels: {version: v2}}, {name: v3, labels: {version: v3}}]'),
    );
    const found = configOf(text, sidecar()).loadAssignments.map(({ clusterName, endpoints }) => [
      clusterName.split('|')[2],
      endpoints.flatMap(({ lbEndpoints }) => lbEndpoints.map(({ pod }) => pod)),
    ]);
    expect(found).toEqual([
      ['', ['web-v1', 'web-v2']],
      ['v2', ['web-v2']],
      ['v3', []],
    ]);
  });

  it('of a Kubernetes Service are WorkloadEntries with its labels too, on the ports that they name', () => {
    const workload = (name: string, spec: string): string => `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: ${name}}
spec: {labels: {app: web}, ${spec}}`;
    const text = documents(
      service('web', { versions: [] }),
      workload('plain', 'address: 198.51.100.1, serviceAccount: vm'),
      workload('mapped', 'address: 198.51.100.2, ports: {http: 9080}'),
      workload('named', 'address: vm.example.com'),
    );
    const { loadAssignments, clusters } = configOf(text, sidecar());
    const found = loadAssignments.find(({ clusterName }) => clusterName === WEB);
    expect(
      found?.endpoints.flatMap(({ lbEndpoints }) => lbEndpoints.map(({ address }) => address.socketAddress)),
    ).toEqual([
      { address: '198.51.100.1', portValue: 8080 },
      { address: '198.51.100.2', portValue: 9080 },
    ]);
    expect(namesOf(clusters)).toEqual(['spiffe://cluster.local/ns/default/sa/vm']);
  });
});

/** Who may answer for `web`. */
function namesOf(clusters: readonly Cluster[]): readonly (string | undefined)[] | undefined {
  const [match] = clusters.find(({ name }) => name === WEB)?.transportSocketMatches ?? [];
  const context = match?.transportSocket.typedConfig?.commonTlsContext;
  return context?.matchSubjectAltNames?.map(({ exact }) => exact);
}

it('servers may show an identity of an older name of the trust domain', () => {
  const config = configOf(service('web'), sidecar(), { trustDomainAliases: ['old'] });
  expect(namesOf(config.clusters)).toEqual([
    'spiffe://cluster.local/ns/default/sa/web',
    'spiffe://old/ns/default/sa/web',
  ]);
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
  expect(found.map(({ originalDstLbConfig }) => originalDstLbConfig?.upstreamPortOverride)).toEqual([
    8080,
    undefined,
  ]);
});

it('the cluster of an own port names the rule for its service', () => {
  const config = configOf(
    documents(service('web'), rule('trafficPolicy: {connectionPool: {tcp: {maxConnections: 1}}}')),
    sidecar({ labels: { app: 'web', version: 'v1' }, ip: '10.244.3.1' }),
  );
  const own = config.clusters.find(({ name }) => name === 'inbound|8080||');
  expect(own?.metadata?.filterMetadata['istio']).toMatchObject({
    config: '/apis/networking.istio.io/v1/namespaces/default/destination-rule/d',
  });
});

it('a rule without a policy is not meant for own ports', () => {
  const config = configOf(
    documents(service('web'), rule('subsets: []')),
    sidecar({ labels: { app: 'web', version: 'v1' }, ip: '10.244.3.1' }),
  );
  const own = config.clusters.find(({ name }) => name === 'inbound|8080||');
  expect(own?.metadata?.filterMetadata['istio']).not.toHaveProperty('config');
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

it('own ports name the services that they are reached by, but nothing outside', () => {
  const entry = (port: number, location: string): string => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: e${String(port)}}
spec:
  hosts: [e${String(port)}.example.com]
  ports: [{number: ${String(port)}, name: http, protocol: HTTP}]
  resolution: STATIC
  location: ${location}
  endpoints: [{address: 10.244.3.1}]`;
  const text = documents(service('web'), entry(7001, 'MESH_INTERNAL'), entry(7002, 'MESH_EXTERNAL'));
  const { clusters } = configOf(text, sidecar({ labels: { app: 'web', version: 'v1' }, ip: '10.244.3.1' }));
  const own = clusters.filter(({ name }) => name.startsWith('inbound|'));
  expect(own.map(({ name, metadata }) => [name, metadata?.filterMetadata['istio']])).toEqual([
    [
      'inbound|7001||',
      { services: [{ host: 'e7001.example.com', name: 'e7001.example.com', namespace: 'default' }] },
    ],
    ['inbound|7002||', undefined],
    [
      'inbound|8080||',
      { services: [{ host: 'web.default.svc.cluster.local', name: 'web', namespace: 'default' }] },
    ],
  ]);
});

it('own ports are those of services in its own namespace, and of addresses where its pod is selected by none', () => {
  const entry = (port: number, namespace: string): string => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: e, namespace: ${namespace}}
spec:
  hosts: [e${String(port)}.example.com]
  ports: [{number: ${String(port)}, name: http, protocol: HTTP}]
  resolution: STATIC
  endpoints: [{address: 10.244.3.1}]`;
  const bare = service('bare')
    .replace('  selector: {app: bare}\n', '')
    .replaceAll(/10\.244\.4\.1/g, '10.244.3.1');
  const [unselected = ''] = bare
    .replaceAll('port: 8080', 'port: 7003')
    .split('---\napiVersion: v1\nkind: Pod');
  const text = documents(service('web'), unselected, entry(7001, 'default'), entry(7002, 'other'));
  const own = (labels: Record<string, string>, metadataNamespace?: string): string[] => {
    const who = metadataNamespace === undefined ? { labels } : { labels, metadataNamespace };
    const { clusters } = configOf(text, sidecar({ ip: '10.244.3.1', ...who }));
    return clusters.map(({ name }) => name).filter((name) => name.startsWith('inbound|'));
  };
  expect(own({ app: 'web' })).toEqual(['inbound|7001||', 'inbound|8080||']);
  expect(own({ app: 'other' })).toEqual(['inbound|7001||', 'inbound|7003||']);
  expect(own({ app: 'web' }, '')).toEqual(['inbound|7001||', 'inbound|7002||', 'inbound|8080||']);
});
