import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const workload = (name: string, network: string, replicas = 1): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  replicas: ${String(replicas)}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata:
      labels: {app: ${name}, topology.istio.io/network: ${network}}
      annotations: {proxy.istio.io/config: "proxyMetadata: {ISTIO_META_NETWORK: ${network}}"}
    spec: {containers: [{name: app, image: curlimages/curl, command: [sleep, infinity]}]}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
`;

const gateway = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: eastwest, namespace: istio-system, labels: {topology.istio.io/network: far}}
spec:
  gatewayClassName: istio
  listeners:
  - name: cross-network
    port: 15443
    protocol: TLS
    tls: {mode: Passthrough, options: {gateway.istio.io/listener-protocol: auto-passthrough}}
---
`;

/** The hosts of a client's cluster: address, state and weight. */
function hosts(world: World, client: string, cluster: string): unknown {
  const dump = say(world, `istioctl pc endpoints ${client} --cluster '${cluster}' -o json`);
  const [found] = JSON.parse(dump) as {
    hostStatuses?: { address: unknown; healthStatus: { edsHealthStatus: string }; weight: number }[];
  }[];
  return (found?.hostStatuses ?? []).map(({ address, healthStatus, weight }) => [
    address,
    healthStatus.edsHealthStatus,
    weight,
  ]);
}

const socket = (address: string, portValue: number): unknown => ({ socketAddress: { address, portValue } });

describe('a mesh of two networks', () => {
  let world: World;
  const far = 'outbound|80||server.default.svc.cluster.local';
  const address = (): string =>
    say(
      world,
      "kubectl -n istio-system get svc eastwest-istio -o jsonpath='{.status.loadBalancer.ingress[0].ip}'",
    );

  beforeAll(() => {
    world = appWorld(['httpbin']);
    applyYaml(
      world,
      [
        workload('client', 'near'),
        workload('server', 'far', 2),
        `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: elsewhere, labels: {app: anywhere}}
spec: {network: far, serviceAccount: default, weight: 3}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: anywhere}
spec:
  hosts: [anywhere.internal]
  location: MESH_INTERNAL
  resolution: STATIC
  ports: [{number: 80, name: http, protocol: HTTP}]
  workloadSelector: {labels: {app: anywhere}}
---
`,
      ].join(''),
    );
    say(world, 'sleep 60');
  });

  it('is one to its proxies as long as no gateway leads from one to the other', () => {
    const found = hosts(world, 'deploy/client', far) as readonly (readonly [unknown, string, number])[];
    expect(found.map(([, state, weight]) => [state, weight])).toEqual([
      ['HEALTHY', 1],
      ['HEALTHY', 1],
    ]);
    expect(hosts(world, 'deploy/client', 'outbound|80||anywhere.internal')).toEqual([]);
  });

  it('sends what is far through its gateway, which takes over the weights', () => {
    applyYaml(world, gateway);
    say(world, 'sleep 30');
    expect(hosts(world, 'deploy/client', far)).toEqual([[socket(address(), 15_443), 'HEALTHY', 2]]);
    expect(hosts(world, 'deploy/client', 'outbound|80||anywhere.internal')).toEqual([
      [socket(address(), 15_443), 'HEALTHY', 3],
    ]);
    expect(hosts(world, 'deploy/server', far)).toHaveLength(2);
  });

  it('lets only mutual TLS across', () => {
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: server}
spec: {host: server, trafficPolicy: {tls: {mode: DISABLE}}}
---
`,
    );
    say(world, 'sleep 5');
    expect(hosts(world, 'deploy/client', far)).toEqual([]);
    say(world, 'kubectl delete destinationrule server; sleep 5');
    expect(hosts(world, 'deploy/client', far)).toHaveLength(1);
  });

  it('takes gateways from the networks of the mesh too', () => {
    say(world, 'kubectl -n istio-system delete gateways.gateway.networking.k8s.io eastwest; sleep 10');
    applyYaml(
      world,
      `apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data:
  meshNetworks: |
    networks:
      far:
        endpoints: [{fromCidr: 192.0.2.0/24}]
        gateways: [{address: 203.0.113.9, port: 443}]
---
`,
    );
    say(world, 'sleep 10');
    expect(hosts(world, 'deploy/client', far)).toEqual([[socket('203.0.113.9', 443), 'HEALTHY', 2]]);
  });
});

describe('hosts that are no addresses, or no good at present', () => {
  let world: World;

  beforeAll(() => {
    world = appWorld(['httpbin']);
    applyYaml(
      world,
      `${workload('client', '')}apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: local}
spec:
  hosts: [local.internal]
  location: MESH_EXTERNAL
  resolution: STATIC
  ports: [{number: 80, name: http, protocol: HTTP}]
  endpoints: [{address: "unix:///var/run/app.sock"}]
---
`.replaceAll('topology.istio.io/network: ', 'version: v1'),
    );
    say(world, 'sleep 60');
  });

  it('are dialled by their path, and nobody listens there', () => {
    expect(hosts(world, 'deploy/client', 'outbound|80||local.internal')).toEqual([
      [{ pipe: { path: '/var/run/app.sock' } }, 'HEALTHY', 1],
    ]);
    expect(
      say(world, "istioctl pc endpoints deploy/client --cluster 'outbound|80||local.internal'"),
    ).toContain('unix:///var/run/app.sock:0     HEALTHY     OK                outbound|80||local.internal');
    const call = "curl -s -o /dev/null -w '%{http_code}' -H 'host: local.internal' http://192.0.2.1/";
    expect(say(world, `kubectl exec deploy/client -c app -- ${call}`)).toBe('503');
  });

  it('are kept as unhealthy, unless a rule would send requests to them', () => {
    const broken = { op: 'add', path: '/spec/template/spec/containers/0/readinessProbe', value: {} };
    const probe = { httpGet: { path: '/status/500', port: 8080 }, periodSeconds: 1, failureThreshold: 1 };
    const patch = JSON.stringify([{ ...broken, value: probe }]);
    say(world, `kubectl patch deploy httpbin --type=json -p '${patch}'; sleep 60`);
    const cluster = 'outbound|8000||httpbin.default.svc.cluster.local';
    const states = (): unknown =>
      (hosts(world, 'deploy/client', cluster) as readonly (readonly [unknown, string])[])
        .map(([, state]) => state)
        .sort();
    expect(states()).toEqual(['HEALTHY', 'UNHEALTHY']);
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: httpbin}
spec: {host: httpbin, trafficPolicy: {outlierDetection: {minHealthPercent: 40}}}
---
`,
    );
    say(world, 'sleep 5');
    expect(states()).toEqual(['HEALTHY']);
  });
});
