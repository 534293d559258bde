import { HttpHeaders, httpResponse } from '../../../sandbox/net/index';
import { ScenarioMesh } from '../differential/mesh';
import { publishedKeys } from './published-keys';
import type { Params } from './go-template';

/** The ports of Istio's echo application that the tables name. */
export const PORTS = {
  HTTP: { name: 'http', servicePort: 80, workloadPort: 18_080 },
  HTTPS: { name: 'https', servicePort: 443, workloadPort: 18_443 },
  HTTP2: { name: 'http2', servicePort: 85, workloadPort: 18_085 },
  GRPC: { name: 'grpc', servicePort: 7070, workloadPort: 17_070 },
  TCP: { name: 'tcp', servicePort: 9090, workloadPort: 19_090 },
  HTTPWorkloadOnly: { name: 'http-wl-only', servicePort: 0, workloadPort: 18_083 },
  TCPWorkloadOnly: { name: 'tcp-wl-only', servicePort: 0, workloadPort: 19_092 },
} as const;

export type PortName = keyof typeof PORTS;

/** A workload of the tests, with a Service, an identity and a sidecar unless it is `naked`. */
export interface EchoApp {
  readonly namespace: string;
  readonly name: string;
  readonly naked: boolean;
}

export const ROOT_NAMESPACE = 'istio-system';
export const NS1 = 'echo1';
export const NS2 = 'echo2';

/** `Ns1.A` in the tests' own words is `a` of the first namespace. */
export const APPS: readonly EchoApp[] = [
  { namespace: NS1, name: 'a', naked: false },
  { namespace: NS1, name: 'b', naked: false },
  { namespace: NS1, name: 'c', naked: false },
  { namespace: NS1, name: 'naked', naked: true },
  { namespace: NS2, name: 'a', naked: false },
  { namespace: NS2, name: 'b', naked: false },
];

export function appAt(path: string): EchoApp | undefined {
  const [, number, letter = ''] = /^apps\.Ns([12])\.([A-Z])$/.exec(path) ?? [];
  const namespace = number === '1' ? NS1 : NS2;
  return APPS.find((app) => app.namespace === namespace && app.name === letter.toLowerCase());
}

/** @param meshConfig beside what the tests install their mesh with: one proxy in front of its gateways is trusted */
export function echoMesh(meshConfig = ''): ScenarioMesh {
  const mesh = new ScenarioMesh({
    id: 'authz',
    manifests: APPS.map((app) => manifest(app)).join('---\n'),
    steps: [],
    meshConfig: `defaultConfig: {gatewayTopology: {numTrustedProxies: 1}}\n${meshConfig}`,
  });
  mesh.runtime.external.add({
    name: KEY_SERVER,
    hosts: [KEY_SERVER],
    ports: [80],
    instance: {
      *handle() {
        return httpResponse(200, publishedKeys, new HttpHeaders().entries());
      },
    },
  });
  mesh.settle();
  return mesh;
}

const KEY_SERVER = 'jwt-server.example';

/** @param labels of the pods beside `app` */
export function manifest(
  { namespace, name, naked }: EchoApp,
  labels: Readonly<Record<string, string>> = {},
): string {
  const ports = Object.values(PORTS);
  const pod = JSON.stringify({ app: name, ...labels, 'sidecar.istio.io/inject': String(!naked) });
  return `apiVersion: v1
kind: Namespace
metadata: {name: ${namespace}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: ${name}, namespace: ${namespace}}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {app: ${name}}
  ports: [${ports
    .filter((port) => port.servicePort > 0)
    .map(
      (port) =>
        `{name: ${port.name}, port: ${String(port.servicePort)}, targetPort: ${String(port.workloadPort)}}`,
    )
    .join(', ')}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  replicas: 1
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: ${pod}}
    spec:
      serviceAccountName: ${name}
      containers: [{name: echo, image: echo, env: [{name: ECHO_TLS_PORTS, value: '${String(PORTS.HTTPS.workloadPort)}'}], ports: [${ports
        .map((port) => `{containerPort: ${String(port.workloadPort)}}`)
        .join(', ')}]}]
`;
}

/** An application as templates see it. */
export function appParams(mesh: ScenarioMesh, app: EchoApp): Params {
  const { namespace, name } = app;
  const addresses = mesh.api
    .list('Pod', namespace)
    .filter(({ metadata }) => metadata.labels?.['app'] === name)
    .flatMap(({ status }) => (status as { podIP?: string } | undefined)?.podIP ?? []);
  return {
    ServiceName: name,
    NamespaceName: namespace,
    NamespacedName: `${namespace}/${name}`,
    ClusterLocalFQDN: `${name}.${namespace}.svc.cluster.local`,
    SpiffeIdentity: `cluster.local/ns/${namespace}/sa/${name}`,
    Config: { Namespace: { Prefix: namespace } },
    MustWorkloads: { Addresses: addresses },
    PortForName: (wanted: string) => {
      const port = Object.values(PORTS).find((candidate) => candidate.name === wanted);
      return { WorkloadPort: port?.workloadPort, ServicePort: port?.servicePort };
    },
  };
}

export const KEY_SERVER_PARAMS: Params = { JwksURI: `http://${KEY_SERVER}/jwks` };
