import { ScenarioMesh } from '../differential/mesh';
import type { ActualOutcome } from '../differential/scenario';
import { sendAll } from '../differential/send';
import { firstDifference } from './check';

interface RouteRow {
  readonly http?: readonly string[];
  readonly httproute?: readonly string[];
  /** `vs1 (older): prefix /b -> A` */
  readonly virtualservices?: readonly string[];
  readonly where?: 'mesh';
  readonly path?: string;
  readonly route?: string;
  readonly status?: number;
  readonly result?: string;
  readonly cases?: readonly (readonly [asked: string, answer: string])[];
}

interface RewriteRow {
  readonly rule: string;
  readonly path: string;
  readonly upstream_path: string;
}

/** Which route a path takes and what becomes of it; rows that name no request are prose. */
export function routeTranslation(set: {
  readonly cases: readonly RouteRow[];
  readonly rewrite: readonly RewriteRow[];
}): string | undefined {
  return (
    firstDifference(set.cases, (row) => {
      const asked: readonly (readonly [string, string])[] =
        row.cases ?? (row.path === undefined ? [] : [[row.path, expectedOf(row)]]);
      if (asked.length === 0) return undefined;
      const send = play(row);
      return {
        got: asked.map(([request]) => answer(send(request))),
        expected: asked.map(([, answers]) => answers),
      };
    }) ??
    firstDifference(set.rewrite, (row) => ({
      got: play(rewriteRow(row))(row.path).app?.path,
      expected: row.upstream_path.replace(/ \(.*$/, ''),
    }))
  );
}

function expectedOf({ route, status, result = '' }: RouteRow): string {
  return route ?? String(status ?? result.split(' ')[0]);
}

/** The name of the route that answered, else the status. */
function answer({ headers, status }: ActualOutcome): string {
  return headers?.['x-route'] ?? String(status);
}

/** Applies a row's rules; answers a way to send `path`, `path name=value` or `path no header`. */
function play(row: RouteRow): (request: string) => ActualOutcome {
  const mesh = new ScenarioMesh({ id: 'routes', manifests: MESH, steps: [] });
  mesh.settle();
  const older = row.virtualservices ?? [];
  const groups = older.length > 0 ? older.map((text) => [text.replace(/^.*?: /, '')]) : [row.http ?? []];
  const inMesh = row.where === 'mesh' || row.httproute !== undefined;
  if (row.httproute) mesh.apply(httpRoute(row.httproute));
  else {
    for (const [index, rules] of groups.entries()) {
      mesh.run(2000);
      mesh.apply(virtualService(`vs${String(index)}`, rules, inMesh));
    }
  }
  mesh.settle();
  return (request) => {
    const [path = '/', ...words] = request.split(' ');
    const headers = Object.fromEntries(
      words.flatMap((word) => (word.includes('=') ? [word.split('=') as [string, string]] : [])),
    );
    const sent = sendAll(
      mesh,
      inMesh
        ? { from: 'default/client', url: `http://web${path}`, headers }
        : { from: 'external', to: 'ingress', url: `http://web.example${path}`, headers },
      1,
    );
    const [outcome] = sent;
    if (!outcome) throw new Error('nothing was sent');
    return outcome;
  };
}

function virtualService(name: string, rules: readonly string[], inMesh: boolean): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: default}
spec:
  hosts: [${inMesh ? 'web' : 'web.example'}]
  gateways: [${inMesh ? 'mesh' : 'gw'}]
  http: ${JSON.stringify(rules.map(httpRule))}
`;
}

/** `prefix /a -> A`, `no match -> A`, `[{prefix /a, header x=1},{prefix /b}] -> A`. */
function httpRule(rule: string): object {
  const [condition = '', target = ''] = rule.split(' -> ');
  const [, rewrite] = /, rewrite(?:\.uri)? (\S+)$/.exec(target) ?? [];
  const matches = condition.startsWith('[')
    ? [...condition.matchAll(/\{(.*?)\}/g)].map(([, text = '']) => match(text))
    : /no match/.test(condition)
      ? []
      : [match(condition)];
  const name = target.replace(/,.*$/, '');
  return {
    ...(matches.length > 0 ? { match: matches } : {}),
    ...(rewrite === undefined ? {} : { rewrite: { uri: rewrite } }),
    headers: { response: { set: { 'x-route': name } } },
    route: [{ destination: { host: 'web' } }],
  };
}

function match(text: string): object {
  const [, kind = '', value = ''] = /(prefix|exact|regex) (\S+?)(?:,|$|\s)/.exec(`${text} `) ?? [];
  const [, header, wanted] = /header (\w+)=(\w+)/.exec(text) ?? [];
  return {
    uri: { [kind]: value },
    ...(text.includes('ignoreUriCase') ? { ignoreUriCase: true } : {}),
    ...(header === undefined ? {} : { headers: { [header]: { exact: wanted } } }),
  };
}

/** `prefix /foo, rewrite /`, `regex match, rewrite.uri /new`, `HTTPRoute PathPrefix /foo, ReplacePrefixMatch /`. */
function rewriteRow({ rule }: RewriteRow): RouteRow {
  if (rule.startsWith('HTTPRoute ')) return { httproute: [rule.slice('HTTPRoute '.length)] };
  const [condition = '', change = ''] = rule.split(', ');
  return { http: [`${condition === 'regex match' ? 'regex /.*' : condition} -> A, ${change}`] };
}

/** `PathPrefix /foo -> A`, `PathPrefix /foo, ReplacePrefixMatch /v2`. */
function httpRoute(rules: readonly string[]): string {
  const made = rules.map((rule) => {
    const [, type, value] = /(PathPrefix|Exact) ([^\s,]+)/.exec(rule) ?? [];
    const [, replaced] = /ReplacePrefixMatch (\S+)/.exec(rule) ?? [];
    const path = { type: 'ReplacePrefixMatch', replacePrefixMatch: replaced };
    return {
      matches: [{ path: { type, value } }],
      ...(replaced === undefined ? {} : { filters: [{ type: 'URLRewrite', urlRewrite: { path } }] }),
      backendRefs: [{ name: 'web', port: 80 }],
    };
  });
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: default}
spec:
  parentRefs: [{group: "", kind: Service, name: web, port: 80}]
  rules: ${JSON.stringify(made)}
`;
}

const MESH = `${['client', 'web']
  .map(
    (name) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: default}
spec:
  replicas: 1
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}, sidecar.istio.io/inject: "true"}}
    spec: {containers: [{name: echo, image: echo, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: default}
spec: {selector: {app: ${name}}, ports: [{name: http, port: 80, targetPort: 8080}]}
`,
  )
  .join('---\n')}---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: gw, namespace: default}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]
`;
