import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';
import { inUseWhenIdle } from '../support/idle-mesh';

const GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: door}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: door}
spec:
  hosts: ["*"]
  gateways: [door]
  http: [{route: [{destination: {host: httpbin, port: {number: 8000}}}]}]
`;
const BARE = `apiVersion: v1
kind: Pod
metadata: {name: bare, labels: {sidecar.istio.io/inject: 'false'}}
spec: {containers: [{name: curl, image: curlimages/curl}]}
`;
const REFUSED =
  "curl: (7) Failed to connect to 198.51.100.1 port 80 after 1 ms: Couldn't connect to server\n[exit 7]";

describe('an Envoy that is drained', () => {
  let world: World;
  const admin = (target: string, method = 'POST'): string =>
    say(
      world,
      `kubectl exec -n istio-system deploy/istio-ingressgateway -- pilot-agent request ${method} '${target}'`,
    );
  /** What is said of the connection: its header, and what curl makes of it. */
  const ask = (args = ''): string =>
    say(
      world,
      `curl -sv -o /dev/null ${args} http://$(kubectl -n istio-system get svc istio-ingressgateway -o jsonpath={.status.loadBalancer.ingress[0].ip})/status/204 2>&1 | grep -iE '^(< HTTP|< connection|.*GOAWAY|.*onnection #0|.*ailed to)'`,
    );
  const KEPT = '< HTTP/1.1 204 No Content\n* Connection #0 to host 198.51.100.1 left intact\n';
  const CLOSED = '< HTTP/1.1 204 No Content\n< connection: close\n* shutting down connection #0\n';

  beforeEach(() => {
    world = appWorld(['httpbin', 'curl']);
    applyYaml(world, GATEWAY);
  });

  it('says so in every answer, and refuses connections when its drain time is over', () => {
    expect(ask()).toBe(KEPT);
    expect(admin('drain_listeners?graceful')).toBe('OK\n');
    expect(ask()).toBe(CLOSED);
    expect(ask('--http2-prior-knowledge')).toBe(
      '< HTTP/2 204 \n* received GOAWAY, error=0, last_stream=2147483647\n* Connection #0 to host 198.51.100.1 left intact\n',
    );
    say(world, 'sleep 43');
    expect(ask()).toBe(CLOSED);
    say(world, 'sleep 2');
    expect(say(world, 'curl -sS http://198.51.100.1/')).toBe(REFUSED);
  });

  it('refuses connections at once unless it is told to be graceful', () => {
    expect(admin('drain_listeners?inboundonly')).toBe('OK\n');
    expect(ask()).toBe(KEPT);
    expect(admin('drain_listeners')).toBe('OK\n');
    expect(say(world, 'curl -sS http://198.51.100.1/')).toBe(REFUSED);
  });

  it('says so too while it fails health checks', () => {
    expect(admin('healthcheck/fail')).toBe('OK\n');
    expect(ask()).toBe(CLOSED);
    expect(admin('ready', 'GET')).toBe(
      'Error: received unsuccessful status code 503: DRAINING\n\ncommand terminated with exit code 1\n[exit 1]',
    );
    expect(admin('healthcheck/ok')).toBe('OK\n');
    expect(ask()).toBe(KEPT);
  });

  it.each([
    ['GET', 'drain_listeners', '405: Method GET not allowed, POST required.\n'],
    ['POST', 'drain_listeners?skip_exit', '400: skip_exit requires graceful\n\n'],
  ])('is not drained by %s %s', (method, target, answer) => {
    expect(admin(target, method)).toBe(
      `Error: received unsuccessful status code ${answer}command terminated with exit code 1\n[exit 1]`,
    );
    expect(ask()).toBe(KEPT);
  });

  it('is left by its clients: those without a sidecar are told, sidecars do not use the connection again', () => {
    applyYaml(world, BARE);
    const calls = (): string =>
      say(
        world,
        `for i in 1 2 3; do kubectl exec deploy/curl -c curl -- curl -s -o /dev/null http://httpbin:8000/status/204; done
         kubectl exec deploy/curl -c istio-proxy -- pilot-agent request GET clusters | grep -E '^outbound\\|8000\\|\\|httpbin.*cx_(total|active)' | sed 's/.*:://' | tr '\\n' ' '`,
      );
    expect(calls()).toBe('1 1 ');
    const ip = say(world, 'kubectl get pod -l app=httpbin -o jsonpath={.items[0].status.podIP}');
    const direct = (): string =>
      say(
        world,
        `kubectl exec bare -- curl -sv -o /dev/null http://${ip}:8080/status/204 2>&1 | grep -iE '^< (HTTP|connection)'`,
      );
    expect(direct()).toBe('< HTTP/1.1 204 No Content\n');
    expect(calls()).toBe('1 1 ');
    say(
      world,
      "kubectl exec deploy/httpbin -c istio-proxy -- pilot-agent request POST 'drain_listeners?inboundonly&graceful'",
    );
    expect(direct()).toBe('< HTTP/1.1 204 No Content\n< connection: close\n');
    expect(calls()).toBe('0 3 ');
  });

  it.each([
    ['with the application when it is a native sidecar', 'true', ''],
    ['a while later when it is not', 'false', '< HTTP/1.1 503 Service Unavailable\n< connection: close\n'],
  ])('is drained when its pod is told to end, and goes %s', (_, native, after) => {
    applyYaml(world, BARE);
    const patch = {
      spec: { template: { metadata: { annotations: { 'sidecar.istio.io/nativeSidecar': native } } } },
    };
    say(world, `kubectl patch deployment httpbin --type merge -p '${JSON.stringify(patch)}'; sleep 40`);
    const ip = say(world, 'kubectl get pod -l app=httpbin -o jsonpath={.items[0].status.podIP}');
    const direct = (): string =>
      say(
        world,
        `kubectl exec bare -- curl -sv -o /dev/null http://${ip}:8080/status/204 2>&1 | grep -iE '^< (HTTP|connection)' || true`,
      );
    expect(direct()).toBe('< HTTP/1.1 204 No Content\n');
    say(
      world,
      `kubectl exec bare -- curl -s http://${ip}:8080/delay/2 & sleep 1; kubectl delete pod -l app=httpbin --wait=false`,
    );
    // the application is at its last request
    expect(direct()).toBe('< HTTP/1.1 503 Service Unavailable\n< connection: close\n');
    say(world, 'sleep 1.5');
    expect(direct()).toBe(after);
  });

  it('replaces a filter chain: connections end with their next answer, and only where it changed', () => {
    const total = (): string =>
      say(
        world,
        `kubectl exec deploy/curl -c curl -- curl -s -o /dev/null http://httpbin:8000/status/204
         kubectl exec deploy/curl -c istio-proxy -- pilot-agent request GET clusters | grep -E '^outbound\\|8000\\|\\|httpbin.*cx_total' | sed 's/.*:://'`,
      );
    const policy = (app: string): string => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ${app}}
spec: {selector: {matchLabels: {app: ${app}}}, action: DENY, rules: [{to: [{operation: {paths: [/secret]}}]}]}
`;
    expect([total(), total()]).toEqual(['1\n', '1\n']);
    applyYaml(world, policy('curl'));
    expect([total(), total()]).toEqual(['1\n', '1\n']);
    applyYaml(world, policy('httpbin'));
    expect([total(), total(), total()]).toEqual(['1\n', '2\n', '2\n']);
    expect(inUseWhenIdle(world)).toBe('');
  });
});
