import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';
import { inUseWhenIdle } from '../support/idle-mesh';

/** Changes every filter chain of the app's own listeners, and nothing else. */
const policy = (app: string): string => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ${app}}
spec: {selector: {matchLabels: {app: ${app}}}, action: DENY, rules: [{to: [{operation: {paths: [/secret]}}]}]}
`;
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
/** The same pods on a port of which nothing is known. */
const RAW = `apiVersion: v1
kind: Service
metadata: {name: raw}
spec: {selector: {app: httpbin}, ports: [{name: tcp, port: 9000, targetPort: 8080}]}
`;
const inCurl = (args: string): string => `kubectl exec deploy/curl -c curl -- curl -s ${args}`;

describe('connections whose listener or filter chain a configuration replaced', () => {
  let world: World;
  beforeEach(() => {
    world = appWorld(['httpbin', 'curl']);
  });
  /** Connections of an app's proxy to httpbin: how many stand, and how many there were. */
  const toHttpbin = (): string =>
    say(
      world,
      `kubectl exec deploy/curl -c istio-proxy -- pilot-agent request GET clusters | grep -F 'outbound|8000||httpbin' | grep -E '::10.*cx_(total|active)' | sed 's/.*:://' | tr '\\n' ' '`,
    );
  const accepted = (app = 'httpbin'): string =>
    say(
      world,
      `kubectl exec deploy/${app} -c istio-proxy -- pilot-agent request GET 'stats?filter=^server.total_connections'`,
    );
  /** Gives the app's proxy a drain time. */
  const drainFor = (duration: string, deployment = 'httpbin'): void => {
    const annotations = {
      'proxy.istio.io/config': JSON.stringify({ drainDuration: duration }),
    };
    const patch = JSON.stringify({ spec: { template: { metadata: { annotations } } } });
    say(world, `kubectl patch ${deployment} --type merge -p '${patch}'; sleep 60`);
  };
  const lastLog = (of: string): string => say(world, `kubectl logs ${of} | tail -1 | cut -d' ' -f3,5-7`);

  it('are cut when the drain time is over, though nobody asks for anything', () => {
    say(world, inCurl('-o /dev/null http://httpbin:8000/status/204'));
    expect([toHttpbin(), accepted()]).toEqual(['1 1 ', 'server.total_connections: 1\n']);
    applyYaml(world, policy('curl'));
    say(world, 'sleep 50');
    expect(toHttpbin()).toBe('1 1 ');
    applyYaml(world, policy('httpbin'));
    say(world, 'sleep 43');
    expect([toHttpbin(), accepted()]).toEqual(['1 1 ', 'server.total_connections: 1\n']);
    say(world, 'sleep 2');
    expect([toHttpbin(), accepted()]).toEqual(['0 1 ', 'server.total_connections: 0\n']);
    say(world, inCurl('-o /dev/null http://httpbin:8000/status/204'));
    expect(toHttpbin()).toBe('1 2 ');
    say(world, 'sleep 50');
    expect(toHttpbin()).toBe('1 2 ');
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('are cut in the middle of a request', () => {
    drainFor('3s', 'deployment/httpbin');
    say(
      world,
      `${inCurl("-w '%{http_code} %{time_total}\\n' http://httpbin:8000/delay/9")} > answer & sleep 1`,
    );
    applyYaml(world, policy('httpbin'));
    say(world, 'sleep 10');
    expect(say(world, 'cat answer')).toMatch(
      /^upstream connect error or disconnect\/reset before headers\. reset reason: connection termination503 4\.\d+\n$/,
    );
    expect(lastLog('deploy/httpbin -c istio-proxy')).toBe(
      '/delay/9 0 DC downstream_local_disconnect(filter_chain_is_being_removed)\n',
    );
    expect(lastLog('deploy/curl -c istio-proxy')).toBe(
      '/delay/9 503 UC upstream_reset_before_response_started{connection_termination}\n',
    );
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('are cut where only bytes pass, on both sides', () => {
    applyYaml(world, RAW);
    drainFor('3s', 'deployment/httpbin');
    say(
      world,
      `(${inCurl("-N 'http://raw:9000/drip?numbytes=9&duration=9&delay=0'")} > answer 2>&1; echo " $?" >> answer) &`,
    );
    say(world, 'sleep 1');
    applyYaml(world, policy('httpbin'));
    say(world, 'sleep 2');
    const both = (): string[] => [accepted(), accepted('curl')];
    expect(both()).toEqual(['server.total_connections: 1\n', 'server.total_connections: 1\n']);
    say(world, 'sleep 2');
    expect(both()).toEqual(['server.total_connections: 0\n', 'server.total_connections: 0\n']);
    expect(say(world, 'cat answer')).toBe('****command terminated with exit code 18\n 18\n');
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('are cut when the whole listener is gone', () => {
    drainFor('3s', '-n istio-system deployment/istio-ingressgateway');
    applyYaml(world, GATEWAY);
    const address = say(
      world,
      'kubectl -n istio-system get svc istio-ingressgateway -o jsonpath={.status.loadBalancer.ingress[0].ip}',
    );
    say(
      world,
      `(curl -sSN 'http://${address}/drip?numbytes=9&duration=9&delay=0' > answer 2>&1; echo " $?" >> answer) &`,
    );
    say(world, 'sleep 1; kubectl delete gateways.networking.istio.io door; sleep 1');
    expect(say(world, `curl -s http://${address}`)).toBe('[exit 7]');
    say(world, 'sleep 5');
    expect(say(world, 'cat answer')).toBe('****curl: (18) end of response with 5 bytes missing\n 18\n');
    expect(lastLog('-n istio-system deploy/istio-ingressgateway')).toBe(
      '/drip?numbytes=9&duration=9&delay=0 200 DC downstream_local_disconnect(purging_socket_that_have_not_progressed_to_connections)\n',
    );
    expect(inUseWhenIdle(world)).toBe('');
  });
});
