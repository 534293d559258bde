import { HttpHeaders, httpResponse } from '../../../sandbox/net/index';
import { sleep } from '../../../sandbox/sim/index';
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
      *handle({ path }) {
        const delayMs = /[?&]delay=(\d+)ms/.exec(path)?.[1];
        if (delayMs !== undefined) yield* sleep(Number(delayMs));
        return httpResponse(200, publishedKeys, new HttpHeaders().entries());
      },
    },
  });
  mesh.settle();
  return mesh;
}

const KEY_SERVER = 'jwt-server.example';

/** What sets a workload apart from the plain one. */
export interface Shape {
  /** Of its pods, beside `app`. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Of its pods. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Its Service has no address: clients dial pods, at the pods' own ports. */
  readonly headless?: boolean;
  readonly kind?: 'Deployment' | 'StatefulSet';
  /** One of several workloads behind the Service. */
  readonly version?: string;
}

export function manifest(app: EchoApp, shape: Shape = {}): string {
  return `apiVersion: v1
kind: Namespace
metadata: {name: ${app.namespace}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: ${app.name}, namespace: ${app.namespace}}
---
${service(app, shape)}---
${workload(app, shape)}`;
}

/** The port that a Service has for a port of its pods. */
export function servicePortOf(port: PortName, { headless }: Shape): number {
  const { servicePort, workloadPort } = PORTS[port];
  return headless === true && servicePort > 0 ? workloadPort : servicePort;
}

function service({ namespace, name }: EchoApp, shape: Shape): string {
  const ports = (Object.keys(PORTS) as PortName[])
    .filter((port) => PORTS[port].servicePort > 0)
    .map((port) => {
      const target = String(PORTS[port].workloadPort);
      return `{name: ${PORTS[port].name}, port: ${String(servicePortOf(port, shape))}, targetPort: ${target}}`;
    });
  return `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {app: ${name}}
  ports: [${ports.join(', ')}]
${shape.headless === true ? '  clusterIP: None\n' : ''}`;
}

function workload({ namespace, name, naked }: EchoApp, shape: Shape): string {
  const { labels, annotations = {}, kind = 'Deployment', version } = shape;
  const own = { app: name, ...(version !== undefined && { version }) };
  const pod = JSON.stringify({ ...own, 'sidecar.istio.io/inject': String(!naked), ...labels });
  const ports = Object.values(PORTS).map((port) => `{containerPort: ${String(port.workloadPort)}}`);
  return `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${version === undefined ? name : `${name}-${version}`}, namespace: ${namespace}}
spec:
  replicas: 1
${kind === 'StatefulSet' ? `  serviceName: ${name}\n` : ''}  selector: {matchLabels: ${JSON.stringify(own)}}
  template:
    metadata: {labels: ${pod}, annotations: ${JSON.stringify(annotations)}}
    spec:
      serviceAccountName: ${name}
      containers: [{name: echo, image: echo, env: [{name: ECHO_TLS_PORTS, value: '${String(PORTS.HTTPS.workloadPort)}'}], ports: [${ports.join(', ')}]}]
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
