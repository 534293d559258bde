import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../sandbox/envoy/config/index';
import { configOf, documents, service, sidecar } from './support/mesh';
import { clusterOf, rule, WEB } from './support/web';

function peerAuthentication(namespace: string, spec: string): string {
  return `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: p, namespace: ${namespace}}
spec: ${spec}`;
}

/** `mtls`, `plain`, `per endpoint` or `tls` followed by the SNI. */
function tlsOf(cluster: Cluster | undefined): string {
  if (cluster?.transportSocketMatches) return 'per endpoint';
  const { typedConfig } = cluster?.transportSocket ?? {};
  if (typedConfig === undefined) return 'plain';
  const certificates = typedConfig.commonTlsContext?.tlsCertificateSdsSecretConfigs ?? [];
  return certificates.some(({ name }) => name === 'default') ? 'mtls' : `tls ${typedConfig.sni ?? 'auto'}`;
}

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
      workload('named', 'address: vm.example.com, serviceAccount: nobody'),
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
