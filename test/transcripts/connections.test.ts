import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';
import { inUseWhenIdle } from '../support/idle-mesh';

const pool = (more: string): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: httpbin}
spec: {host: httpbin, trafficPolicy: {connectionPool: {${more}}}}
`;
const SECOND_CLIENT = `apiVersion: v1
kind: Pod
metadata: {name: other, labels: {app: other}}
spec: {containers: [{name: curl, image: curlimages/curl}]}
`;
const HEDGING = `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: hedging}
spec:
  configPatches:
  - applyTo: HTTP_ROUTE
    patch: {operation: MERGE, value: {route: {hedge_policy: {hedge_on_per_try_timeout: true}}}}
`;

describe("a client's proxy", () => {
  let world: World;
  const call = (path: string, from = 'deploy/curl'): string =>
    `kubectl exec ${from} -c curl -- curl -s -o /dev/null -w '%{http_code} ' httpbin:8000${path}`;
  /** What it counts of its connections to the service. */
  const connections = (what: string): string =>
    say(
      world,
      `kubectl exec deploy/curl -c istio-proxy -- pilot-agent request GET clusters | grep -E '^outbound\\|8000\\|\\|httpbin.*::cx_${what}:' | sed 's/.*:://' | tr -d '\\n'`,
    );
  beforeEach(() => {
    world = appWorld(['curl', 'httpbin']);
  });

  it('keeps connections for the next request, and closes those that nobody used for an hour', () => {
    say(world, `${call('/get')}; ${call('/get')}; ${call('/get')}`);
    expect([connections('total'), connections('active')]).toEqual(['1', '1']);
    say(world, 'sleep 3590');
    expect(connections('active')).toBe('1');
    say(world, 'sleep 20');
    expect(connections('active')).toBe('0');
  });

  it('closes them earlier where it is told to', () => {
    applyYaml(world, pool('http: {idleTimeout: 10s}'));
    say(world, call('/get'));
    say(world, 'sleep 9');
    expect(connections('active')).toBe('1');
    say(world, 'sleep 2');
    expect(connections('active')).toBe('0');
  });

  it('uses each once where it is told to', () => {
    applyYaml(world, pool('http: {maxRequestsPerConnection: 1}'));
    say(world, `${call('/get')}; ${call('/get')}; ${call('/get')}`);
    expect([connections('total'), connections('active')]).toEqual(['3', '0']);
  });

  it('turns away what is too much for it, and so does that of the server', () => {
    applyYaml(world, SECOND_CLIENT);
    applyYaml(world, pool('http: {http2MaxRequests: 1}'));
    const told = say(
      world,
      `${call('/delay/3')} > first & sleep 1; ${call('/get')}; ${call('/get', 'other')}; wait; cat first`,
    );
    expect(told.replace(/^\[.*\n/gm, '')).toBe('503 503 200 ');
    const logged = (pod: string): string =>
      say(world, `kubectl logs ${pod} -c istio-proxy | grep -m1 /get | cut -d' ' -f5-7`);
    expect([logged('deploy/curl'), logged('other'), logged('deploy/httpbin')]).toEqual([
      '503 UO upstream_reset_before_response_started{overflow}\n',
      '503 - via_upstream\n',
      '503 UO upstream_reset_before_response_started{overflow}\n',
    ]);
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('does not hedge, and says so', () => {
    world.files.write('/home/learner/hedging.yaml', HEDGING);
    expect(say(world, 'kubectl apply -f hedging.yaml 2>&1 | tail -2')).toBe(
      'Warning: spec is stored but not simulated here: The patches are kept but no proxy is changed by them.\nenvoyfilter.networking.istio.io/hedging created\n',
    );
  });
});

describe('a port on which the server speaks first', () => {
  const GREETER = (portName: string): string => `apiVersion: v1
kind: Service
metadata: {name: greeter}
spec: {selector: {app: greeter}, ports: [{name: ${portName}, port: 9000, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: greeter, labels: {app: greeter}}
spec: {containers: [{name: app, image: echo, env: [{name: ECHO_TCP, value: '1'}], ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: bare, labels: {sidecar.istio.io/inject: 'false'}}
spec: {containers: [{name: curl, image: curlimages/curl}]}
`;
  const listen = (world: World, from: string): string =>
    say(
      world,
      `kubectl exec ${from} -c curl -- nc -w 3 greeter 9000 < /dev/null 2>&1 | grep -oE 'hello|timed out'`,
    ).trim();

  it.each([
    ['tcp', 'hello', 'timed out'],
    ['whatever', 'timed out', 'timed out'],
  ])(
    'named %s: a sidecar hears it, or not; without one the connection stays half open',
    (name, sidecar, bare) => {
      const world = appWorld(['curl']);
      applyYaml(world, GREETER(name));
      expect([listen(world, 'deploy/curl'), listen(world, 'bare')]).toEqual([sidecar, bare]);
      expect(inUseWhenIdle(world)).toBe('');
    },
  );
});
