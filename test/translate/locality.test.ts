import { describe, expect, it } from 'vitest';
import type { LocalityLbEndpoints } from '../../sandbox/envoy/config/index';
import type { MeshConfig } from '../../sandbox/istio/index';
import { configOf, documents, sidecar } from './support/mesh';

const PLACES = ['r1/z1/s1', 'r1/z1/s2', 'r1/z2/s1', 'r2/z1/s1', 'r3/z1/s1'];

const far = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: far}
spec:
  hosts: [far.example]
  location: MESH_INTERNAL
  resolution: STATIC
  ports: [{number: 80, name: http, protocol: HTTP}]
  endpoints:
${PLACES.map((place, index) => `  - {address: 10.0.0.${String(index + 1)}, locality: ${place}, labels: {v: "${String(index % 2)}"}}`).join('\n')}`;

function rule(policy: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: far}
spec: {host: far.example, trafficPolicy: ${policy}}`;
}

/** `10.0.0.1 p0 w0` per endpoint, for a caller in r1/z1/s1 whose label v is 1. */
function used(policy: string, mesh: Partial<MeshConfig> = {}): string[] {
  const proxy = sidecar({ locality: 'r1/z1/s1', labels: { v: '1' } });
  const { clusters, loadAssignments } = configOf(documents(far, policy), proxy, mesh);
  const name = 'outbound|80||far.example';
  const found = loadAssignments.find(({ clusterName }) => clusterName === name);
  const weighs = clusters.find((cluster) => cluster.name === name)?.commonLbConfig?.localityWeightedLbConfig;
  const shown = ({ lbEndpoints, priority = 0, loadBalancingWeight = 0 }: LocalityLbEndpoints): string[] =>
    lbEndpoints.map(
      ({ address }) =>
        `${address.socketAddress?.address} p${String(priority)}${weighs ? ` w${String(loadBalancingWeight)}` : ''}`,
    );
  return (found?.endpoints ?? []).flatMap(shown);
}

const OUTLIERS = 'outlierDetection: {consecutive5xxErrors: 1}';

describe('endpoints by their place', () => {
  it.each<[string, string, string[]]>([
    ['all alike without outlier detection', '{}', ['1 p0', '2 p0', '3 p0', '4 p0', '5 p0']],
    ['the nearest first with it', `{${OUTLIERS}}`, ['1 p0', '2 p1', '3 p2', '4 p3', '5 p3']],
    [
      'a region that takes over comes before others',
      `{${OUTLIERS}, loadBalancer: {localityLbSetting: {failover: [{from: r1, to: r3}]}}}`,
      ['1 p0 w1', '2 p1 w1', '3 p2 w1', '4 p4 w1', '5 p3 w1'],
    ],
    [
      'labels in the order given',
      `{${OUTLIERS}, loadBalancer: {localityLbSetting: {failoverPriority: [v, topology.kubernetes.io/region]}}}`,
      ['1 p2 w1', '2 p0 w1', '3 p2 w1', '4 p1 w1', '5 p2 w1'],
    ],
    [
      'a label with a value of its own',
      `{${OUTLIERS}, loadBalancer: {localityLbSetting: {failoverPriority: [v=0]}}}`,
      ['1 p0 w1', '2 p1 w1', '3 p0 w1', '4 p1 w1', '5 p0 w1'],
    ],
    [
      'shares of places, the rest gets nothing',
      '{loadBalancer: {localityLbSetting: {distribute: [{from: "r1/*", to: {"r1/z1/*": 80, r2: 20}}]}}}',
      ['1 p0 w40', '2 p0 w40', '4 p0 w20'],
    ],
    [
      'switched off',
      `{${OUTLIERS}, loadBalancer: {localityLbSetting: {enabled: false}}}`,
      ['1 p0', '2 p0', '3 p0', '4 p0', '5 p0'],
    ],
    [
      'zones of one region stay together',
      '{loadBalancer: {zoneAwareLbSetting: {}}}',
      ['1 p0', '2 p0', '3 p0', '4 p1', '5 p1'],
    ],
  ])('%s', (_, policy, expected) => {
    expect(used(rule(policy))).toEqual(expected.map((text) => `10.0.0.${text}`));
  });

  it('are alike again when the mesh says so', () => {
    expect(used(rule(`{${OUTLIERS}}`), { localityLbSetting: { enabled: false } })).toEqual(
      PLACES.map((_, index) => `10.0.0.${String(index + 1)} p0`),
    );
  });
});
