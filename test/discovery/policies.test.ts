import { describe, expect, it } from 'vitest';
import { takeSnapshot, type Snapshot } from '../../sandbox/istio/index';
import { modeForPort } from '../../sandbox/istio/discovery/index';
import { documents, manifest, service } from '../translate/support/mesh';

function snapshotOf(...texts: readonly string[]): Snapshot {
  const { objects } = manifest(documents(...texts));
  return takeSnapshot({ list: (kind) => objects.filter((object) => object.kind === kind) });
}

describe('PeerAuthentication', () => {
  const policy = (name: string, namespace: string, spec: string): string => `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: ${name}, namespace: ${namespace}, creationTimestamp: "2026-01-01T00:00:0${String(name.length)}Z"}
spec: ${spec}`;

  it.each<[string, readonly string[], string]>([
    ['PERMISSIVE without any', [], 'PERMISSIVE'],
    ['the mesh', [policy('a', 'istio-system', '{mtls: {mode: STRICT}}')], 'STRICT'],
    [
      'the namespace over the mesh',
      [
        policy('a', 'istio-system', '{mtls: {mode: STRICT}}'),
        policy('b', 'default', '{mtls: {mode: DISABLE}}'),
      ],
      'DISABLE',
    ],
    [
      'an unset namespace inherits',
      [policy('a', 'istio-system', '{mtls: {mode: STRICT}}'), policy('b', 'default', '{}')],
      'STRICT',
    ],
    [
      'the workload over the namespace',
      [
        policy('a', 'default', '{mtls: {mode: DISABLE}}'),
        policy('b', 'default', '{selector: {matchLabels: {app: web}}, mtls: {mode: STRICT}}'),
      ],
      'STRICT',
    ],
    [
      'the oldest of a scope alone',
      [policy('aa', 'default', '{mtls: {mode: STRICT}}'), policy('b', 'default', '{mtls: {mode: DISABLE}}')],
      'DISABLE',
    ],
    [
      'not a selector in the root namespace',
      [policy('a', 'istio-system', '{selector: {matchLabels: {app: web}}, mtls: {mode: STRICT}}')],
      'PERMISSIVE',
    ],
    [
      'a port of the workload',
      [
        policy(
          'a',
          'default',
          '{selector: {matchLabels: {app: web}}, mtls: {mode: STRICT}, portLevelMtls: {8080: {mode: DISABLE}}}',
        ),
      ],
      'DISABLE',
    ],
  ])('%s decides', (_, policies, mode) => {
    const { peerAuthentications } = snapshotOf(...policies);
    expect(modeForPort(peerAuthentications.effective('default', { app: 'web' }), 8080)).toBe(mode);
  });
});

describe('the DestinationRule of a service', () => {
  const rule = (name: string, namespace: string, host: string, exportTo = ''): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  host: "${host}"
  subsets: [{name: from-${name}}]
  ${exportTo === '' ? '' : `exportTo: ${exportTo}`}`;
  const web = 'web.shop.svc.cluster.local';

  it.each<[string, readonly string[], string, readonly string[]]>([
    ['the service namespace', [rule('owner', 'shop', 'web')], 'default', ['from-owner']],
    [
      'the client namespace before it',
      [rule('owner', 'shop', 'web'), rule('own', 'default', web)],
      'default',
      ['from-own'],
    ],
    [
      'a broad wildcard of the client hides the owner',
      [rule('owner', 'shop', 'web'), rule('broad', 'default', '*.local')],
      'default',
      ['from-broad'],
    ],
    ['the root namespace last', [rule('root', 'istio-system', '*.local')], 'default', ['from-root']],
    [
      'an exact host before a wildcard',
      [rule('wide', 'shop', '*.local'), rule('exact', 'shop', 'web')],
      'default',
      ['from-exact'],
    ],
    ['nothing that is not exported', [rule('owner', 'shop', 'web', '["."]')], 'default', []],
    [
      'root-namespace clients take the owner before the root',
      [rule('root', 'istio-system', web), rule('owner', 'shop', 'web')],
      'istio-system',
      ['from-owner'],
    ],
    [
      'two rules of one host: subsets together',
      [rule('a', 'shop', 'web'), rule('b', 'shop', 'web')],
      'default',
      ['from-a', 'from-b'],
    ],
  ])('%s', (_, rules, client, subsets) => {
    const { destinationRules, registry } = snapshotOf(service('web', { namespace: 'shop' }), ...rules);
    const found = registry.named(web).get('shop');
    const matched = found && destinationRules.lookup(client, found, {});
    expect(matched?.subsets.map(({ subset }) => subset.name) ?? []).toEqual(subsets);
  });

  it.each([1, 3])('has the user’s word over that of a backend policy, made at second %i of 2', (second) => {
    const { destinationRules, registry } = snapshotOf(
      service('web', { namespace: 'shop' }),
      written(
        'user',
        2,
        '',
        '{loadBalancer: {simple: ROUND_ROBIN}, connectionPool: {tcp: {maxConnections: 7}}}',
      ),
      written(
        'policy~istio-gateway',
        second,
        'annotations: {internal.istio.io/parents: XBackendTrafficPolicy/policy.shop}',
        '{loadBalancer: {simple: LEAST_REQUEST}, outlierDetection: {consecutive5xxErrors: 3}}',
      ),
    );
    const found = registry.named(web).get('shop');
    expect(found && destinationRules.lookup('shop', found, {})?.trafficPolicy).toEqual({
      loadBalancer: { simple: 'ROUND_ROBIN' },
      connectionPool: { tcp: { maxConnections: 7 } },
      outlierDetection: { consecutive5xxErrors: 3 },
    });
  });
});

function written(name: string, second: number, annotations: string, trafficPolicy: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ${name}
  namespace: shop
  creationTimestamp: "2026-01-01T00:00:0${String(second)}Z"
  ${annotations}
spec: {host: web.shop.svc.cluster.local, trafficPolicy: ${trafficPolicy}}`;
}
