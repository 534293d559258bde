import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpHeaders, isFailure, type HttpOutcome } from '../../../sandbox/net/index';
import type { Adapter, AdapterReport } from '../adapter';
import { ScenarioMesh } from '../differential/mesh';
import { judge, type CheckNode } from '../e2e-traffic/check';
import { e2eTraffic } from '../restored/e2e-traffic';
import { restore } from '../restored/restore';

/** Fields by name, or what a helper of the tests makes of a host. */
type Headers = Readonly<Record<string, string>> | GoCall;
interface GoCall {
  readonly $call: string;
  readonly args: readonly string[];
}
interface CallOptions {
  readonly $type?: string;
  readonly Port?: { readonly Name?: string };
  readonly HTTP?: {
    readonly Path?: string;
    readonly Method?: string;
    readonly Headers?: Headers;
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
      const why = play(restore(one, e2eTraffic[one.name]));
      return why === undefined ? [] : [{ id: one.name, why }];
    });
    return { total: rendered.length, pass: rendered.length - failures.length, failures };
  },
};

function play(one: TrafficCase): string | undefined {
  const all = one.case.children ?? (one.case.opts ? [{ name: '', opts: one.case.opts }] : []);
  if (all.length === 0) return 'the case has no calls';
  const mesh = new ScenarioMesh({
    id: one.name,
    manifests: `${workloads}---\n${one.renderedConfig ?? ''}`,
    steps: [],
  });
  mesh.settle();
  const wrong = all.flatMap(({ name, opts }) => {
    const why = call(mesh, opts);
    return why === undefined ? [] : [name === '' ? why : `${name}: ${why}`];
  });
  return wrong.length === 0 ? undefined : wrong.join('; ');
}

function call(mesh: ScenarioMesh, opts: CallOptions): string | undefined {
  if (opts.$type !== 'echo.CallOptions') return 'the call is code, of which the corpus keeps the name alone';
  const portName = opts.Port?.Name ?? 'http';
  const port = ports[portName];
  if (port === undefined) return `no port ${portName}`;
  if (!opts.Check) return 'nothing to check';
  const given = headersOf(opts.HTTP?.Headers);
  if (!given) return 'its headers are code';
  const { host, ...headers } = given;
  const [path = '/'] = (opts.HTTP?.Path ?? '/').split('#');
  const request = { mesh, port, authority: host ?? (port === 80 ? 'b' : `b:${String(port)}`), headers };
  let outcome = send({ ...request, path, method: opts.HTTP?.Method ?? 'GET', grpc: portName === 'grpc' });
  for (let i = 0; opts.HTTP?.FollowRedirects === true && i < MAX_REDIRECTS; i++) {
    const location = isFailure(outcome) ? undefined : outcome.headers.get('location');
    if (location === undefined) break;
    const target = new URL(location);
    outcome = send({ ...request, path: target.pathname + target.search, method: 'GET', grpc: false });
  }
  return judge(opts.Check, outcome);
}

function headersOf(headers: Headers = {}): Readonly<Record<string, string>> | undefined {
  if (!isCall(headers)) return headers;
  return headers.$call === 'HostHeader' ? { host: headers.args[0] ?? '' } : undefined;
}

function isCall(headers: Headers): headers is GoCall {
  return '$call' in headers;
}

interface Sent {
  readonly mesh: ScenarioMesh;
  readonly port: number;
  readonly authority: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly grpc: boolean;
}

function send({ mesh, port, authority, path, method, headers, grpc }: Sent): HttpOutcome {
  const { network } = mesh.runtime;
  const from = mesh.podOf('default/a');
  const ip = network.resolve('b', from);
  if (ip === undefined) return { failure: 'dns' };
  const request = {
    method: grpc ? 'POST' : method,
    scheme: 'http' as const,
    authority,
    path: grpc ? '/proto.EchoTestService/Echo' : path,
    headers: new HttpHeaders(grpc ? [['content-type', 'application/grpc']] : Object.entries(headers)),
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
