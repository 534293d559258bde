import type { Cluster } from '../../../../sandbox/envoy/config/index';
import type { Endpoint, Features, Service } from '../../../../sandbox/istio/discovery/index';
import { translate, type MeshConfig, type ProxyNodeInfo } from '../../../../sandbox/istio/index';
import type { KubeObject } from '../../../../sandbox/kube/index';
import { at, type Go } from './go-literal';
import { message } from './manifest';
import { service, sidecar, snapshotOf } from './mesh';

/** What a test about clusters leaves open of the mesh around it. */
export interface ClusterTest {
  readonly host: string;
  readonly type?: ProxyNodeInfo['type'];
  readonly resolution?: string;
  /** A DestinationRule's or Sidecar's spec as Go. */
  readonly rule?: Go;
  readonly sidecar?: Go;
  readonly mesh?: Partial<MeshConfig>;
  /** Of the first port; HTTP where nothing is said. */
  readonly protocol?: string;
  readonly features?: Partial<Features>;
}

/** The mesh of istiod's own tests about clusters: one service with an HTTP and an undeclared port, served by the client itself. */
export function testClusters(test: ClusterTest): ReadonlyMap<string, Cluster> {
  const target = service({
    Hostname: test.host,
    Resolution: test.resolution,
    Ports: [
      { Name: 'default', Port: 8080, Protocol: test.protocol ?? 'HTTP' },
      { Name: 'auto', Port: 9090, Protocol: '$protocol.Unsupported' },
    ],
    Attributes: { Namespace: 'default' },
  });
  const endpoints = [
    testEndpoint(8080, 10001, 'region1/zone1/subzone1', 40),
    testEndpoint(8080, 10001, 'region1/zone1/subzone2', 20),
    testEndpoint(8080, 10001, 'region2/zone1/subzone1', 40),
    testEndpoint(9090, 10002, 'region1/zone1/subzone1', 1),
  ];
  const configs = [
    ...specObject('DestinationRule', 'acme', test.rule),
    ...specObject('Sidecar', 'default', test.sidecar),
  ];
  return clustersOf(
    [target],
    new Map([[`default/${test.host}`, endpoints]]),
    configs,
    test.mesh,
    sidecar('default', { ip: ADDRESS, ...(test.type ? { type: test.type } : {}) }),
    test.features,
  );
}

const ADDRESS = '6.6.6.6';

export function clustersOf(
  services: readonly Service[],
  endpoints: ReadonlyMap<string, readonly Endpoint[]>,
  configs: readonly KubeObject[],
  meshConfig: Partial<MeshConfig> = {},
  proxy: ProxyNodeInfo = sidecar(),
  features: Partial<Features> = {},
): ReadonlyMap<string, Cluster> {
  const { clusters } = translate(snapshotOf({ services, endpoints, configs, meshConfig, features }), proxy);
  return new Map(clusters.map((cluster) => [cluster.name, cluster]));
}

/** An object of the default namespace; none where the test gives no spec. */
export function specObject(kind: string, name: string, spec: Go): KubeObject[] {
  if (spec === undefined || spec === null) return [];
  const metadata = { name, namespace: 'default' };
  const written = at(spec, '$type') === undefined ? spec : message(spec);
  return [{ apiVersion: 'networking.istio.io/v1', kind, metadata, spec: written }];
}

export function testEndpoint(
  servicePort: number,
  port: number,
  locality: string,
  weight: number,
  address = ADDRESS,
  labels: Readonly<Record<string, string>> = {},
): Endpoint {
  return {
    address,
    port,
    servicePort,
    labels,
    namespace: 'default',
    tlsMode: 'istio',
    identity: '',
    weight,
    locality,
  };
}
