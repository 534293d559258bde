import { expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

function mesh(world: World, config: string): void {
  applyYaml(
    world,
    `apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data: {mesh: '${config}'}
`,
  );
  say(world, 'sleep 2');
}

function restart(world: World, deployment: string): void {
  say(
    world,
    `kubectl rollout restart deploy/${deployment}; kubectl rollout status deploy/${deployment}; sleep 40`,
  );
}

it("proxies' certificates are of the trust domain that the mesh had when they started", () => {
  const world = appWorld(['httpbin', 'curl']);
  applyYaml(
    world,
    `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: istio-system}
spec: {mtls: {mode: STRICT}}
`,
  );
  const status = (): string =>
    say(
      world,
      "kubectl exec deploy/curl -c curl -- curl -s -o /dev/null -w '%{http_code}' http://httpbin:8000/get",
    );
  const shown = (): string =>
    say(
      world,
      "kubectl exec deploy/curl -c istio-proxy -- openssl s_client -showcerts -alpn istio -connect httpbin.default:8000 2>/dev/null | openssl x509 -noout -text | grep -o 'spiffe:.*'",
    );
  expect([status(), shown()]).toEqual(['200', 'spiffe://cluster.local/ns/default/sa/httpbin\n']);

  mesh(world, 'trustDomain: new.example');
  restart(world, 'httpbin');
  expect([status(), shown()]).toEqual(['503', 'spiffe://new.example/ns/default/sa/httpbin\n']);
  mesh(world, '{trustDomain: new.example, trustDomainAliases: [cluster.local]}');
  expect(status()).toBe('200');
  mesh(world, 'trustDomain: new.example');
  restart(world, 'curl');
  expect(status()).toBe('200');
});
