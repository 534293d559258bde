import { describe, expect, it } from 'vitest';
import { applyMeshConfig } from '../../sandbox/istio/discovery/apply-mesh-config';
import { takeSnapshot, type MeshConfig } from '../../sandbox/istio/index';
import { workloadOf } from '../../sandbox/istio/discovery/pod';
import type { KubeObject } from '../../sandbox/kube/index';

function owned(kind: string, name: string, labels: Record<string, string> = {}): KubeObject {
  const ownerReferences = [{ apiVersion: 'apps/v1', kind, name, uid: '1', controller: true }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', labels, ownerReferences } };
}

describe('what made a pod', () => {
  it.each([
    [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'alone' } }, 'Pod alone'],
    [owned('ReplicaSet', 'web-abc', { 'pod-template-hash': 'abc' }), 'Deployment web'],
    [owned('ReplicaSet', 'web-abc', { 'pod-template-hash': 'xyz' }), 'ReplicaSet web-abc'],
    [owned('ReplicaSet', 'web-abc', { 'rollouts-pod-template-hash': 'abc' }), 'Rollout web'],
    [owned('ReplicationController', 'web-1', { deploymentconfig: 'web' }), 'DeploymentConfig web'],
    [owned('Job', 'report-29384756'), 'CronJob report'],
    [owned('Job', 'report-7'), 'Job report-7'],
    [owned('StatefulSet', 'db'), 'StatefulSet db'],
  ])('%#: %j → %s', (pod, wanted) => {
    const { kind, name } = workloadOf(pod);
    expect(`${kind} ${name}`).toBe(wanted);
  });
});

describe('a written mesh configuration', () => {
  it('replaces fields but merges the proxies’ own, providers by name and older trust domains', () => {
    const base = {
      trustDomainAliases: ['b'],
      extensionProviders: [{ name: 'x', envoyExtAuthzGrpc: { port: 1 } }, { name: 'y' }],
      defaultConfig: { proxyMetadata: { A: '1' }, concurrency: 2, gatewayTopology: { numTrustedProxies: 1 } },
      connectTimeout: '10s',
    };
    const written = {
      trustDomainAliases: ['c', 'a'],
      extensionProviders: [{ name: 'x', envoyExtAuthzGrpc: { port: 2 } }, { name: 'z' }],
      defaultConfig: { proxyMetadata: { B: '2' }, gatewayTopology: {} },
      connectTimeout: '1s',
    };
    expect(applyMeshConfig(base, written)).toEqual({
      trustDomainAliases: ['a', 'b', 'c'],
      extensionProviders: [{ name: 'x', envoyExtAuthzGrpc: { port: 2 } }, { name: 'y' }, { name: 'z' }],
      defaultConfig: { proxyMetadata: { A: '1', B: '2' }, concurrency: 2, gatewayTopology: {} },
      connectTimeout: '1s',
    });
  });
});

describe('a ceiling over the visibility of ServiceEntries', () => {
  const objects: readonly KubeObject[] = [
    ...['open', 'shut', 'own'].flatMap((name): KubeObject[] => [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { reach: name } } },
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'ServiceEntry',
        metadata: { name, namespace: name },
        spec: { hosts: [`${name}.com`], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }] },
      },
    ]),
  ];
  const policy = (reach: string, visibility: 'NONE' | 'NAMESPACE') => ({
    visibility,
    matchingRules: [{ namespaceSelector: { matchLabels: { reach } } }],
  });
  const setting = {
    applyToSidecars: true,
    policies: [policy('shut', 'NONE'), policy('own', 'NAMESPACE')],
  } satisfies MeshConfig['serviceEntryVisibility'];

  function seenFrom(
    namespace: string,
    serviceEntryVisibility: MeshConfig['serviceEntryVisibility'],
  ): string[] {
    const { registry } = takeSnapshot({
      list: (kind) => objects.filter((object) => object.kind === kind),
      ...(serviceEntryVisibility && { meshConfig: { serviceEntryVisibility } }),
    });
    return registry.visibleTo(namespace).map(({ hostname }) => hostname);
  }

  it.each([
    ['own', setting, ['open.com', 'own.com']],
    ['shut', setting, ['open.com']],
    ['other', setting, ['open.com']],
    ['other', { ...setting, defaultVisibility: 'NONE' as const }, []],
    ['other', { ...setting, applyToSidecars: false }, ['open.com', 'own.com', 'shut.com']],
    ['other', undefined, ['open.com', 'own.com', 'shut.com']],
  ])('seen from %s', (namespace, given, wanted) => {
    expect(seenFrom(namespace, given).sort()).toEqual(wanted);
  });
});

describe('which endpoints are preferred', () => {
  const ANNOTATION = 'networking.istio.io/traffic-distribution';
  const annotated = (word: string | undefined): Readonly<Record<string, string>> =>
    word === undefined ? {} : { [ANNOTATION]: word };
  it.each([
    ['PreferClose', 'PreferSameNode', 'PreferSameNode', 'PreferSameZone'],
    [undefined, 'prefersamenode', 'PreferClose', 'PreferSameNode'],
    [undefined, 'Any', 'PreferClose', undefined],
    [undefined, undefined, 'PreferClose', 'PreferSameZone'],
    [undefined, undefined, undefined, undefined],
  ])('field %s, annotation %s, namespace %s → %s', (field, own, namespace, wanted) => {
    const objects: readonly KubeObject[] = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', annotations: annotated(namespace) } },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web', namespace: 'shop', annotations: annotated(own) },
        spec: { clusterIP: '10.0.0.1', ports: [{ port: 80 }], ...(field && { trafficDistribution: field }) },
      },
    ];
    const { registry } = takeSnapshot({ list: (kind) => objects.filter((object) => object.kind === kind) });
    expect(registry.services.map(({ trafficDistribution }) => trafficDistribution)).toEqual([wanted]);
  });
});

describe('endpoints of WorkloadEntries', () => {
  const service = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: 'vms', namespace: 'shop' },
    spec: {
      hosts: ['vms.com'],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
      resolution: 'STATIC',
      workloadSelector: { labels: { app: 'vm' } },
    },
  };

  function endpointOf(spec: object): object | undefined {
    const workload: KubeObject = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'WorkloadEntry',
      metadata: { name: 'vm', namespace: 'shop', labels: { app: 'vm' } },
      spec,
    };
    const objects: readonly KubeObject[] = [service, workload];
    const { registry, endpoints } = takeSnapshot({
      list: (kind) => objects.filter((object) => object.kind === kind),
    });
    const [entry] = registry.services;
    return entry && endpoints.of(entry)[0];
  }

  it('carry the labels of their place', () => {
    expect(endpointOf({ address: '1.1.1.1', locality: 'r/z', network: 'n' })).toMatchObject({
      address: '1.1.1.1',
      port: 80,
      labels: {
        app: 'vm',
        'topology.kubernetes.io/region': 'r',
        'topology.kubernetes.io/zone': 'z',
        'topology.istio.io/network': 'n',
      },
    });
  });

  it('may be sockets, which have no port', () => {
    expect(endpointOf({ address: 'unix:///run/app.sock' })).toMatchObject({
      address: '/run/app.sock',
      port: 0,
    });
  });
});

describe('what clients assume of a namespace', () => {
  const policy = (namespace: string, mode?: string): KubeObject => ({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', namespace },
    spec: mode === undefined ? {} : { mtls: { mode } },
  });
  it.each<[string, readonly KubeObject[], string | undefined]>([
    ['no policy at all', [], undefined],
    ['the mesh says nothing', [policy('istio-system')], 'PERMISSIVE'],
    [
      'the mesh is strict, the namespace unset',
      [policy('istio-system', 'STRICT'), policy('shop', 'UNSET')],
      'STRICT',
    ],
    ['the namespace unset, no mesh', [policy('shop', 'UNSET')], 'PERMISSIVE'],
    ['the namespace decides', [policy('istio-system', 'STRICT'), policy('shop', 'DISABLE')], 'DISABLE'],
  ])('%s', (_, objects, wanted) => {
    const { peerAuthentications } = takeSnapshot({
      list: (kind) => objects.filter((object) => object.kind === kind),
    });
    expect(peerAuthentications.namespaceMode('shop')).toBe(wanted);
  });
});
