import { expect, it } from 'vitest';
import { createWorld, type World } from '../../sandbox/index';

const CLIENT = `apiVersion: v1
kind: Namespace
metadata: {name: default, labels: {istio-injection: enabled}}
---
apiVersion: v1
kind: Pod
metadata: {name: client, labels: {app: client}}
spec: {containers: [{name: app, image: echo}]}
`;

function saysMesh(world: World, mesh: string): void {
  const data = { mesh };
  const metadata = { name: 'istio', namespace: 'istio-system' };
  world.apply(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data }), {
    file: 'istio.yaml',
  });
  world.run('sleep 3');
}

it('istiod follows the ConfigMap of the mesh, and keeps what it has when that is no configuration', () => {
  const world = createWorld({ seed: 1, manifests: { 'client.yaml': CLIENT } });
  const unknownHost = (): string =>
    world.run(
      "kubectl exec client -c app -- curl -s -o /dev/null -w '%{http_code}' http://198.51.100.200/ -H 'host: nobody.example' -m 2",
    ).stdout;
  const before = unknownHost();
  saysMesh(world, 'outboundTrafficPolicy: {mode: REGISTRY_ONLY}');
  expect([before === '502', unknownHost()]).toEqual([false, '502']);
  for (const broken of [
    'outboundTrafficPolicy: {',
    'connectTimeout: 2h\noutboundTrafficPolicy: {mode: ALLOW_ANY}',
    '- list',
  ]) {
    saysMesh(world, broken);
    expect([broken, unknownHost()]).toEqual([broken, '502']);
  }
  world.run('kubectl delete configmap istio -n istio-system');
  world.run('sleep 3');
  expect(unknownHost()).toBe(before);
});
