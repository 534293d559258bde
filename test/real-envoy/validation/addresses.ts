import { takeSnapshot, translate, type ProxyNodeInfo } from '../../../sandbox/istio/index';
import { ingress, manifest, sidecar } from '../../translate/support/mesh';
import type { Candidate } from './validate';

const MESH = `
apiVersion: v1
kind: Service
metadata: {name: both}
spec:
  clusterIP: 10.96.0.20
  clusterIPs: [10.96.0.20, "fd00:10:96::14"]
  ports: [{name: http, port: 80}, {name: tcp, port: 5432}, {name: any, port: 7000}]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: both, labels: {kubernetes.io/service-name: both}}
addressType: IPv4
ports: [{name: http, port: 80}, {name: tcp, port: 5432}, {name: any, port: 7000}]
endpoints:
- {addresses: [10.244.0.9], conditions: {ready: true}}
- {addresses: [10.244.0.10], conditions: {ready: false, terminating: false}}
---
apiVersion: v1
kind: Pod
metadata: {name: both, labels: {app: both, security.istio.io/tlsMode: istio}}
spec: {containers: []}
status: {podIP: 10.244.0.9, podIPs: [{ip: 10.244.0.9}, {ip: "fd00:10:244::9"}]}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: others}
spec:
  hosts: [others.example.com]
  addresses: [240.0.9.1, "2001:db8::9", 240.0.10.0/24]
  resolution: STATIC
  ports: [{number: 81, name: http, protocol: HTTP}, {number: 5433, name: tcp, protocol: TCP}]
  endpoints:
  - {address: "unix:///var/run/app.sock"}
  - {address: "2001:db8::10"}
  - {address: 192.0.2.10, network: far, serviceAccount: default}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: named, annotations: {istio.io/connect-strategy: RACE_FIRST_TCP_CONNECT}}
spec:
  hosts: [named.example.com]
  resolution: DNS
  ports: [{number: 82, name: http, protocol: HTTP}]
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: own}
spec:
  workloadSelector: {labels: {app: own}}
  ingress:
  - {port: {number: 8080, protocol: HTTP, name: http}, defaultEndpoint: "unix:///var/run/own.sock"}
  - {port: {number: 8081, protocol: HTTP, name: web}, defaultEndpoint: "[::]:8081"}
  egress:
  - {port: {number: 9000, protocol: HTTP, name: out}, captureMode: NONE, hosts: ["*/*"]}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web, namespace: istio-system}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]`;

const FAMILIES: readonly (readonly [string, Pick<ProxyNodeInfo, 'ip' | 'additionalIps'>])[] = [
  ['IPv4', { ip: '10.244.0.9' }],
  ['IPv6', { ip: 'fd00:10:244::9' }],
  ['both families', { ip: '10.244.0.9', additionalIps: ['fd00:10:244::9'] }],
];

/** Sidecars and gateways of each family and of both, with and without ISTIO_DUAL_STACK, in a mesh of several networks. */
export function addressCandidates(): Candidate[] {
  const { objects } = manifest(MESH);
  return [false, true].flatMap((dualStack) => {
    const snapshot = takeSnapshot({
      list: (kind) => objects.filter((object) => object.kind === kind),
      features: { dualStack, hcmInternalNetworks: true },
      meshNetworks: {
        networks: {
          near: { endpoints: [{ fromCidr: '10.0.0.0/8' }, { fromCidr: 'fd00:10:244::/64' }] },
          far: {
            gateways: [
              { address: '192.0.2.1', port: 443 },
              { address: '2001:db8::1', port: 443 },
            ],
          },
        },
      },
    });
    return FAMILIES.flatMap(([name, ips]) =>
      [
        sidecar({ ...ips, network: 'near' }),
        sidecar({ ...ips, labels: { app: 'own' }, network: 'far' }),
        { ...ingress(), ...ips },
      ].map((proxy, index) => ({
        name: `${name}, ${dualStack ? 'used at once' : 'one used'}, proxy ${String(index)}`,
        config: translate(snapshot, proxy),
      })),
    );
  });
}
