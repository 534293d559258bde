import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const ASK = 'kubectl exec deploy/curl -c curl -- curl -s';

/** Gives the pods of a Deployment an annotation, and new pods with it. */
function annotate(world: World, deployment: string, name: string, value: string): void {
  const patch = { spec: { template: { metadata: { annotations: { [name]: value } } } } };
  say(world, `kubectl patch deployment ${deployment} --type merge -p '${JSON.stringify(patch)}'`);
  say(world, `kubectl rollout status deployment/${deployment}; sleep 40`);
}

describe("a ProxyConfig's headers", () => {
  let world: World;
  beforeAll(() => {
    world = appWorld(['httpbin', 'curl']);
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: httpbin}
spec:
  hosts: [httpbin]
  http: [{rewrite: {uri: /headers}, route: [{destination: {host: httpbin, port: {number: 8000}}}]}]
`,
    );
  });
  const received = (): Readonly<Record<string, readonly string[]>> =>
    (JSON.parse(say(world, `${ASK} http://httpbin:8000/`)) as { headers: Record<string, string[]> }).headers;

  it('are those of Envoy and Istio as long as nobody says otherwise', () => {
    const head = say(world, `${ASK} -I http://httpbin:8000/`);
    expect(head).toContain('server: envoy');
    expect(head).toContain('x-envoy-upstream-service-time');
    expect(Object.keys(received())).toContain('X-Request-Id');
  });

  it('follow what the pods of client and server ask of their proxies', () => {
    const quiet =
      'proxyHeaders: {server: {value: shop}, envoyDebugHeaders: {disabled: true}, attemptCount: {disabled: true}, requestId: {disabled: true}}';
    annotate(world, 'curl', 'proxy.istio.io/config', quiet);
    annotate(world, 'httpbin', 'proxy.istio.io/config', quiet);
    const head = say(world, `${ASK} -I http://httpbin:8000/`);
    expect(head).toContain('server: shop');
    expect(head).not.toContain('x-envoy');
    const names = Object.keys(received());
    expect(names).toContain('X-Forwarded-Proto');
    expect(names.filter((name) => /X-Request-Id|X-Envoy/.test(name))).toEqual([]);
  });
});

describe('a sidecar that nothing is redirected to', () => {
  it('is dialled: its egress listeners are sockets of the pod, and others are passed by', () => {
    const world = appWorld(['httpbin', 'curl']);
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: curl}
spec:
  workloadSelector: {labels: {app: curl}}
  egress:
  - {hosts: ["./httpbin.default.svc.cluster.local"], bind: 127.0.0.1, port: {number: 8000, name: http, protocol: HTTP}}
`,
    );
    const code = (url: string, more = ''): string =>
      say(world, `${ASK} -o /dev/null -w '%{http_code}' ${more} ${url}`);
    annotate(world, 'curl', 'sidecar.istio.io/interceptionMode', 'NONE');
    const listeners = say(world, 'istioctl pc listeners deploy/curl');
    expect(listeners).toContain('127.0.0.1 8000');
    expect(listeners).not.toContain('15001');
    expect(code('http://127.0.0.1:8000/status/204', '-H Host:httpbin.default.svc.cluster.local')).toBe('204');
    expect(say(world, `${ASK} -I http://httpbin:8000/status/200`)).not.toContain('server: envoy');
  });
});

describe("istiod's environment", () => {
  it('gives copies of requests a host of their own', () => {
    const world = appWorld(['httpbin', 'curl']);
    const mirrors = (): string =>
      say(world, 'istioctl pc routes deploy/curl --name 8000 -o json | grep -A12 requestMirrorPolicies');
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: httpbin}
spec:
  hosts: [httpbin]
  http: [{route: [{destination: {host: httpbin}}], mirror: {host: httpbin}}]
`,
    );
    expect(mirrors()).toContain('"disableShadowHostSuffixAppend": true');
    say(world, 'kubectl -n istio-system set env deployment/istiod DISABLE_SHADOW_HOST_SUFFIX=false; sleep 2');
    expect(mirrors()).toContain('"disableShadowHostSuffixAppend": false');
  });
});

describe("a variable of istiod's that is not simulated", () => {
  it('says so at its Deployment', () => {
    const world = appWorld([]);
    say(world, 'kubectl -n istio-system set env deployment/istiod PILOT_ENABLE_QUIC_LISTENERS=true; sleep 2');
    expect(say(world, 'kubectl -n istio-system get events | grep QUIC')).toMatch(
      /Warning +NotSimulated +deployment\/istiod +environment variable PILOT_ENABLE_QUIC_LISTENERS changes nothing here/,
    );
  });
});

describe('the older settings of tracing', () => {
  it('make spans where they name a receiver, as often as they say', () => {
    const world = appWorld(['httpbin', 'curl']);
    const headers = (): string => say(world, `${ASK} http://httpbin:8000/headers`);
    expect(headers()).not.toContain('X-B3-Traceid');
    const tracing = 'tracing: {sampling: 100, zipkin: {address: zipkin.istio-system:9411}}';
    annotate(world, 'curl', 'proxy.istio.io/config', tracing);
    expect(headers()).toMatch(/"X-B3-Sampled": \[\s*"1"/);
  });
});
