import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpHeaders, isFailure, type HttpOutcome } from '../../../sandbox/net/index';
import type { Adapter, AdapterReport } from '../adapter';
import { ScenarioMesh } from '../differential/mesh';
import { judge, type CheckNode } from '../e2e-traffic/check';

interface CallOptions {
  readonly $type?: string;
  readonly Port?: { readonly Name?: string };
  readonly HTTP?: {
    readonly Path?: string;
    readonly Method?: string;
    readonly Headers?: { readonly $call?: string; readonly args?: readonly string[] };
    readonly FollowRedirects?: boolean;
  };
  readonly Check?: CheckNode;
}
interface TrafficCase {
  readonly name: string;
  readonly renderedConfig?: string;
  readonly case: {
    readonly opts?: CallOptions;
    readonly children?: readonly { readonly name: string; readonly opts: CallOptions }[];
  };
}

/** The ports of Istio's echo test application that the cases use. */
const ports: Readonly<Record<string, number>> = { http: 80, 'auto-http': 81, http2: 85, grpc: 7070 };
const MAX_REDIRECTS = 5;

/** Istio's end-to-end traffic tests, from one injected pod to another. */
export const adapter: Adapter = {
  key: 'istio/vs-translation/e2e-traffic',
  run(corpusDirectory): AdapterReport {
    const path = join(corpusDirectory, 'istio/vs-translation/e2e-traffic.json');
    const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: readonly TrafficCase[] };
    const rendered = cases.filter((one) => one.renderedConfig !== undefined);
    const failures = rendered.flatMap((one) => {
      const why = play(one);
      return why === undefined ? [] : [{ id: one.name, why }];
    });
    return { total: rendered.length, pass: rendered.length - failures.length, failures };
  },
};

function play(one: TrafficCase): string | undefined {
  const all = one.case.children ?? (one.case.opts ? [{ name: '', opts: one.case.opts }] : []);
  if (all.length === 0) return 'the case has no calls';
  const open = all.find(({ opts }) => opts.$type !== 'echo.CallOptions');
  if (open) return `${open.name}: the call is code, of which the corpus keeps the name alone`;
  const mesh = new ScenarioMesh({
    id: one.name,
    manifests: `${workloads}---\n${one.renderedConfig ?? ''}`,
    steps: [],
  });
  mesh.settle();
  for (const { name, opts } of all) {
    const why = call(mesh, opts);
    if (why !== undefined) return name === '' ? why : `${name}: ${why}`;
  }
  return undefined;
}

function call(mesh: ScenarioMesh, opts: CallOptions): string | undefined {
  const portName = opts.Port?.Name ?? 'http';
  const port = ports[portName];
  if (port === undefined) return `no port ${portName}`;
  if (!opts.Check) return 'nothing to check';
  const host = opts.HTTP?.Headers?.$call === 'HostHeader' ? opts.HTTP.Headers.args?.[0] : undefined;
  const [path = '/'] = (opts.HTTP?.Path ?? '/').split('#');
  const request = { mesh, port, authority: host ?? (port === 80 ? 'b' : `b:${String(port)}`) };
  let outcome = send({ ...request, path, method: opts.HTTP?.Method ?? 'GET', grpc: portName === 'grpc' });
  for (let i = 0; opts.HTTP?.FollowRedirects === true && i < MAX_REDIRECTS; i++) {
    const location = isFailure(outcome) ? undefined : outcome.headers.get('location');
    if (location === undefined) break;
    const target = new URL(location);
    outcome = send({ ...request, path: target.pathname + target.search, method: 'GET', grpc: false });
  }
  return judge(opts.Check, outcome);
}

interface Sent {
  readonly mesh: ScenarioMesh;
  readonly port: number;
  readonly authority: string;
  readonly path: string;
  readonly method: string;
  readonly grpc: boolean;
}

function send({ mesh, port, authority, path, method, grpc }: Sent): HttpOutcome {
  const { network } = mesh.runtime;
  const from = mesh.podOf('default/a');
  const ip = network.resolve('b', from);
  if (ip === undefined) return { failure: 'dns' };
  const headers = new HttpHeaders(grpc ? [['content-type', 'application/grpc']] : []);
  const request = {
    method: grpc ? 'POST' : method,
    scheme: 'http' as const,
    authority,
    path: grpc ? '/proto.EchoTestService/Echo' : path,
    headers,
    body: '',
  };
  const process = network.send({
    from,
    ip,
    port,
    request,
    ...(grpc ? { http2: true } : {}),
    maxTimeMs: 5000,
  });
  return mesh.kernel.run(mesh.kernel.spawn('call', process)).outcome;
}

const workloads = `apiVersion: v1
kind: Namespace
metadata: {name: default, labels: {istio-injection: enabled}}
---
${echo('a')}---
${echo('b')}`;

function echo(name: string): string {
  const list = Object.entries(ports).map(
    ([port, number]) => `{name: ${port}, port: ${String(number)}, targetPort: 8080}`,
  );
  return `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: default}
spec:
  selector: {app: ${name}}
  ports: [${list.join(', ')}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: default}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers: [{name: echo, image: echo, ports: [{containerPort: 8080}]}]
`;
}
