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
