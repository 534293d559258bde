import { outboundSni } from '../../../sandbox/istio/translate/cluster-name';
import { destinationCluster as clusterOf } from '../../../sandbox/istio/translate/routes/destination-cluster';
import { takeSnapshot, translate } from '../../../sandbox/istio/index';
import { ScenarioMesh } from '../differential/mesh';
import { sendAll } from '../differential/send';
import { meshObjects, readObjects } from '../mesh-objects';
import { firstDifference } from './check';

interface DestinationRow {
  readonly destination?: { readonly host: string; readonly subset?: string };
  readonly service_ports?: readonly number[] | null;
  readonly listener?: number;
  readonly cluster?: string;
  readonly status?: string;
  readonly note?: string;
}

/** Which cluster a destination without a port means, and what happens when there is none. */
export function destinationCluster(set: {
  readonly cases: readonly DestinationRow[];
  readonly inbound: string;
  readonly sni: string;
}): string | undefined {
  return (
    firstDifference(set.cases, (row) => (row.destination ? translated(row) : played(row))) ??
    firstDifference([set.sni], (expected) => ({
      got: outboundSni(9080, 'v2', 'reviews.default.svc.cluster.local'),
      expected,
    }))
  );
}

function translated(row: DestinationRow): { readonly got: unknown; readonly expected: unknown } {
  const { destination = { host: '' }, listener = 80 } = row;
  const objects = readObjects(
    row.service_ports ? service(destination.host, row.service_ports) : undefined,
    destination.subset === 'v2' ? subsets(destination.host) : undefined,
  );
  const snapshot = takeSnapshot(meshObjects(objects));
  const host = `${destination.host}.default.svc.cluster.local`;
  const known = snapshot.registry.named(host).get('default');
  const cluster = clusterOf({ ...destination, host }, known, listener);
  const config = translate(snapshot, {
    id: 'client.default',
    type: 'sidecar',
    namespace: 'default',
    labels: {},
    ip: '10.244.0.9',
    serviceAccount: 'default',
    dnsDomain: 'default.svc.cluster.local',
  });
  const exists = config.clusters.some(({ name }) => name === cluster);
  return { got: [cluster, exists], expected: [row.cluster, row.status === undefined] };
}

/** Rows that name a situation: nothing ready, a subset of no pods, an HTTPRoute to nowhere. */
function played({ note = '', status = '' }: DestinationRow): {
  readonly got: unknown;
  readonly expected: unknown;
} {
  const subset = note.startsWith('subset') ? 'v2' : undefined;
  const isRoute = note.startsWith('HTTPRoute');
  const pods = note.includes('zero ready') ? '' : deployment('reviews');
  const mesh = new ScenarioMesh({
    id: 'destination',
    manifests: [
      namespace,
      deployment('client'),
      service('client', [80]),
      service('front', [80]),
      service('reviews', [80]),
      pods,
      ...(subset === undefined ? [] : [subsets('reviews')]),
      isRoute
        ? route('nowhere')
        : virtualService({ host: 'reviews', ...(subset === undefined ? {} : { subset }) }),
    ]
      .filter((text) => text !== '')
      .join('---\n'),
    steps: [],
  });
  mesh.settle();
  const [outcome] = sendAll(mesh, { from: 'default/client', url: 'http://front/' }, 1);
  const flags = outcome?.hops[0]?.flags ?? '';
  const body = outcome?.body ?? '';
  const got = `${String(outcome?.status)} ${flags}${body === '' ? '' : ` ${body}`}`;
  return { got, expected: status.replace(/ \(.*\)$/, '') };
}

const namespace = `apiVersion: v1
kind: Namespace
metadata: {name: default, labels: {istio-injection: enabled}}
`;

function service(name: string, ports: readonly number[]): string {
  const list = ports.map((port) => `{name: http-${String(port)}, port: ${String(port)}, targetPort: 8080}`);
  return `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: default}
spec: {clusterIP: 10.96.1.${String(name.length)}, selector: {app: ${name}}, ports: [${list.join(', ')}]}
`;
}

function deployment(name: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: default}
spec:
  replicas: 1
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}, version: v1}}
    spec: {containers: [{name: echo, image: echo, ports: [{containerPort: 8080}]}]}
`;
}

function subsets(host: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: subsets, namespace: default}
spec: {host: ${host}, subsets: [{name: v2, labels: {version: v2}}]}
`;
}

function virtualService(destination: { readonly host: string; readonly subset?: string }): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: front, namespace: default}
spec: {hosts: [front], http: [{route: [{destination: ${JSON.stringify(destination)}}]}]}
`;
}

function route(backend: string): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: front, namespace: default}
spec:
  parentRefs: [{group: "", kind: Service, name: front, port: 80}]
  rules: [{backendRefs: [{name: ${backend}, port: 80}]}]
`;
}
