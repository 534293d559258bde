import { beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../sandbox/index';
import { applyYaml, say } from '../support/app-world';

const INJECTED = `apiVersion: v1
kind: Namespace
metadata: {name: default, labels: {istio-injection: enabled}}
`;
const app = (name: string, env = ''): string => `apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}}
spec: {containers: [{name: echo, image: echo, ports: [{containerPort: 8080}], env: [${env}]}]}
`;
const CLIENT = `apiVersion: v1
kind: Pod
metadata: {name: client, labels: {app: client}}
spec: {containers: [{name: curl, image: curlimages/curl}]}
`;
const GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec: {gatewayClassName: istio, listeners: [{name: http, port: 80, protocol: HTTP, hostname: "*.shop.com"}]}
`;

/** A rule whose answers name it. */
const told = (name: string, match: string): string => `
  - matches: [${match}]
    filters: [{type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: x-rule, value: ${name}}]}}]
    backendRefs: [{name: one, port: 80}]`;
const path = (type: string, value: string, more = ''): string =>
  `{path: {type: ${type}, value: ${value}}${more}}`;
const headers = (...names: readonly string[]): string =>
  `, headers: [${names.map((name) => `{name: ${name}, value: "1"}`).join(', ')}]`;

const route = (name: string, hosts: string, rules: string, kind = 'HTTPRoute'): string =>
  `apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: {name: ${name}}
spec:
  parentRefs: [{name: edge}]
  hostnames: [${hosts}]
  rules:${rules}
`;

/** The most specific come last. */
const ORDER = route(
  'order',
  'order.shop.com',
  told('all', path('PathPrefix', '/')) +
    told('expression', path('RegularExpression', '/a/.*|/e.*')) +
    told('short', path('PathPrefix', '/a')) +
    told('long', path('PathPrefix', '/a/long')) +
    told('exact', path('Exact', '/a/long/b')) +
    told('query', path('PathPrefix', '/m', ', queryParams: [{name: q, value: "1"}]')) +
    told('header', path('PathPrefix', '/m', headers('h1'))) +
    told('headers', path('PathPrefix', '/m', headers('h1', 'h2'))) +
    told('method', path('PathPrefix', '/m', ', method: PUT')),
);
/** One of two routes that match alike. */
const twin = (name: string, rule: string): string =>
  route(name, 'tie.shop.com', told(rule, path('PathPrefix', '/')));
const ACTIONS = route(
  'actions',
  'actions.shop.com',
  `
  - matches: [${path('PathPrefix', '/old')}]
    filters:
    - {type: URLRewrite, urlRewrite: {hostname: inside.example, path: {type: ReplacePrefixMatch, replacePrefixMatch: /new}}}
    - {type: RequestHeaderModifier, requestHeaderModifier: {add: [{name: x-added, value: "1"}], remove: [x-removed]}}
    - {type: RequestMirror, requestMirror: {backendRef: {name: two, port: 80}}}
    backendRefs: [{name: one, port: 80}]
  - matches: [${path('PathPrefix', '/gone')}]
    filters: [{type: RequestRedirect, requestRedirect: {scheme: https, hostname: there.com, statusCode: 301, path: {type: ReplaceFullPath, replaceFullPath: /here}}}]
  - matches: [${path('PathPrefix', '/slow')}]
    timeouts: {request: 1s}
    backendRefs: [{name: slow, port: 80}]
  - matches: [${path('PathPrefix', '/again')}]
    retry: {attempts: 2, codes: [503]}
    backendRefs: [{name: bad, port: 80}]
  - matches: [${path('PathPrefix', '/split')}]
    backendRefs: [{name: one, port: 80, weight: 3}, {name: two, port: 80, weight: 1}, {name: bad, port: 80, weight: 0}]`,
);
const CALLS = route(
  'calls',
  'calls.shop.com',
  told('service', '{method: {service: shop.Cart}}') +
    told('method', '{method: {service: shop.Cart, method: Add}}'),
  'GRPCRoute',
);
const INSIDE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: inside}
spec:
  parentRefs: [{group: "", kind: Service, name: one, port: 80}]
  rules: [{matches: [{path: {value: /other}}], backendRefs: [{name: two, port: 80}]}]
`;

describe('routes of Gateway API', () => {
  let world: World;
  let address = '';
  beforeAll(() => {
    const apps = [
      app('one'),
      app('two'),
      app('slow', '{name: ECHO_DELAY_MS, value: "3000"}'),
      app('bad', '{name: ECHO_STATUS, value: "503"}'),
    ];
    const wide = route('wide', '"*.com"', told('wide', path('PathPrefix', '/')));
    const routes = [GATEWAY, ORDER, ACTIONS, CALLS, INSIDE, wide];
    const manifests = { 'all.yaml': [INJECTED, ...apps, CLIENT, ...routes].join('---\n') };
    world = createWorld({ seed: 1, manifests });
    world.settle();
    applyYaml(world, twin('b', 'older'));
    say(world, 'sleep 2');
    applyYaml(world, twin('a', 'younger'));
    address = say(world, "kubectl get gtw edge -o jsonpath='{.status.addresses[0].value}'");
  });
  /** Asks the gateway for a URL without its scheme. */
  const curl = (url: string, args: string): string => {
    const slash = url.indexOf('/');
    return `curl -s ${args} -H 'Host: ${url.slice(0, slash)}' 'http://${address}${url.slice(slash)}'`;
  };
  const ruleFor = (url: string, args = ''): string =>
    say(world, curl(url, `-o /dev/null -w '%{http_code} %header{x-rule}' ${args}`));

  it.each([
    ['order.shop.com/', '', '200 all'],
    ['order.shop.com/a/x', '', '200 short'],
    ['order.shop.com/e/x', '', '200 all'],
    ['order.shop.com/a/longer', '', '200 short'],
    ['order.shop.com/a/long/x', '', '200 long'],
    ['order.shop.com/a/long/b', '', '200 exact'],
    ['order.shop.com/m?q=1', '', '200 query'],
    ['order.shop.com/m?q=1', '-H h1:1', '200 header'],
    ['order.shop.com/m?q=1', '-H h1:1 -H h2:1', '200 headers'],
    ['order.shop.com/m?q=1', '-H h1:1 -H h2:1 -X PUT', '200 method'],
    ['tie.shop.com/', '', '200 older'],
    ['any.shop.com/', '', '200 wide'],
    ['any.other.com/', '', '404 '],
  ])('the most specific rule answers, wherever it stands: %s %s', (url, args, answer) => {
    expect(ruleFor(url, args)).toBe(answer);
  });

  it.each([
    ['shop.Cart/Add', '200 method'],
    ['shop.Cart/List', '200 service'],
    // A call that nobody takes is answered in gRPC's way.
    ['shop.Other/Add', '200 '],
  ])('calls of gRPC are told apart by service and method: %s', (call, answer) => {
    const args = "--http2-prior-knowledge -X POST -H 'content-type: application/grpc'";
    expect(ruleFor(`calls.shop.com/${call}`, args)).toBe(answer);
  });

  it('rewrite, change headers and send a copy', () => {
    const said = JSON.parse(say(world, curl('actions.shop.com/old/path?q', '-H x-removed:1'))) as {
      readonly headers: Readonly<Record<string, string>>;
    };
    expect(said).toMatchObject({ pod: 'one', path: '/new/path?q', host: 'inside.example' });
    expect([said.headers['x-added'], said.headers['x-removed']]).toEqual(['1', undefined]);
    expect(say(world, 'kubectl logs two -c istio-proxy | grep -c "GET /old/path"')).toBe('1\n');
  });

  it('redirect', () => {
    const format = '%{http_code} %{redirect_url}';
    expect(say(world, curl('actions.shop.com/gone/x', `-o /dev/null -w '${format}'`))).toBe(
      '301 https://there.com/here',
    );
  });

  it('give up when the time is over, and try again as often as they say', () => {
    expect(say(world, curl('actions.shop.com/slow', "-o /dev/null -w '%{http_code} %{time_total}'"))).toMatch(
      /^504 1\.0/,
    );
    expect(ruleFor('actions.shop.com/again')).toBe('503 ');
    expect(say(world, 'kubectl logs bad -c istio-proxy | grep -c "GET /again"')).toBe('3\n');
  });

  it('share by weight', () => {
    const pods = say(
      world,
      `for i in $(seq 400); do ${curl('actions.shop.com/split', '')}; echo; done | grep -oE '"pod":"[a-z]+' | sort | uniq -c`,
    );
    const counts = [...pods.matchAll(/(\d+) "pod":"(\w+)/g)].map(
      ([, count, pod]) => [pod, Number(count)] as const,
    );
    expect(counts.map(([pod]) => pod)).toEqual(['one', 'two']);
    // four standard deviations of a quarter of 400
    expect(Math.abs((new Map(counts).get('two') ?? 0) - 100)).toBeLessThanOrEqual(35);
  });

  it('of a service are for its clients in the mesh, and for nothing else than they name', () => {
    const from = (url: string): string =>
      say(
        world,
        `kubectl exec client -c curl -- curl -s -w ' %{http_code}' ${url} | grep -oE '"pod":"[a-z]+|[0-9]+$'`,
      );
    expect([from('http://one/other/x'), from('http://one/else')]).toEqual(['"pod":"two\n200\n', '404\n']);
  });

  it('are VirtualServices to istioctl, named after where they stand', () => {
    const rows = (proxy: string, vhost: string): readonly string[] =>
      say(world, `istioctl pc routes ${proxy} | grep ${vhost}`)
        .trimEnd()
        .split('\n')
        .map((line) => line.trimEnd().split(/ {2,}/).slice(1).join(' | '));
    expect(rows('client', 'one.default')).toEqual([
      'one.default.svc.cluster.local:80 | one.default.svc.cluster.local., one + 2 more... | PathPrefix:/other | default~80~one.default.svc.cluster.local.default',
    ]);
    expect(rows('deploy/edge-istio', 'calls.shop')).toEqual([
      'calls.shop.com:80 | calls.shop.com | /shop.Cart/Add | default~edge~istio-autogenerated-k8s-gateway~http~calls.shop.com.default',
      'calls.shop.com:80 | calls.shop.com | PathPrefix:/shop.Cart | default~edge~istio-autogenerated-k8s-gateway~http~calls.shop.com.default',
    ]);
  });

  it.each([
    ['HTTPRoute', 'httproute', 'nobody-2'],
    ['GRPCRoute', 'grpcroute', 'nobody-1'],
  ])('say which copy leads nowhere: %s', (kind, resource, backend) => {
    const copy = (name: string): string =>
      `{type: RequestMirror, requestMirror: {backendRef: {name: ${name}, port: 80}}}`;
    const rule = `
  - filters: [${copy('nobody-1')}, ${copy('nobody-2')}]
    backendRefs: [{name: one, port: 80}]`;
    applyYaml(world, route('copies', 'copies.shop.com', rule, kind));
    world.settle();
    const message = `{.status.parents[0].conditions[?(@.type=="ResolvedRefs")].message}`;
    expect(say(world, `kubectl get ${resource} copies -o jsonpath='${message}'`)).toBe(
      `backend(${backend}.default.svc.cluster.local) not found`,
    );
    say(world, `kubectl delete ${resource} copies`);
  });
});
