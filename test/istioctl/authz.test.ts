import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { canaryWorld } from '../support/canary-world';

const policies = `kubectl apply -f - <<EOF
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: readers, namespace: default}
spec:
  selector: {matchLabels: {app: api-gateway}}
  action: ALLOW
  rules:
  - to: [{operation: {methods: [GET]}}]
  - to: [{operation: {methods: [HEAD]}}]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: no-admin, namespace: default}
spec:
  selector: {matchLabels: {app: api-gateway}}
  action: DENY
  rules: [{to: [{operation: {paths: [/admin]}}]}]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: watch, namespace: istio-system}
spec:
  action: AUDIT
  rules: [{}]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: nothing, namespace: default}
spec:
  selector: {matchLabels: {app: staff-service}}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: asked-elsewhere, namespace: default}
spec:
  selector: {matchLabels: {app: position-tracker}}
  action: CUSTOM
  provider: {name: nobody}
  rules: [{to: [{operation: {paths: [/secret]}}]}]
EOF`;

describe('istioctl experimental authz check', () => {
  let world: World;
  beforeAll(() => {
    world = canaryWorld();
    expect(world.run(policies).exitCode).toBe(0);
    world.settle();
  });

  it.each<[string, string]>([
    [
      'x authz check deploy/api-gateway',
      [
        'ACTION   AuthorizationPolicy         RULES',
        'DENY     no-admin.default            1',
        'ALLOW    _anonymous_match_nothing_   1',
        'ALLOW    readers.default             2',
        'LOG      watch.istio-system          1',
        '',
      ].join('\n'),
    ],
    [
      'experimental authz check deploy/staff-service.default',
      [
        'ACTION   AuthorizationPolicy   RULES',
        'ALLOW    nothing.default       1',
        'LOG      watch.istio-system    1',
        '',
      ].join('\n'),
    ],
    [
      'exp authz check deploy/position-tracker',
      [
        'ACTION   AuthorizationPolicy   RULES',
        'DENY                           1',
        'LOG      watch.istio-system    1',
        '',
      ].join('\n'),
    ],
    [
      'x authz check deploy/istio-ingressgateway -n istio-system',
      ['ACTION   AuthorizationPolicy   RULES', 'LOG      watch.istio-system    1', ''].join('\n'),
    ],
  ])('%s', (command, expected) => {
    const { stdout, stderr, exitCode } = world.run(`istioctl ${command}`);
    expect({ stdout, stderr, exitCode }).toEqual({ stdout: expected, stderr: '', exitCode: 0 });
  });

  it.each<[string, string]>([
    ['x authz frobnicate', 'Error: unknown command "frobnicate" for "istioctl experimental authz"\n'],
    ['x authz check', 'Error: expecting pod name or config dump, found: 0\n'],
    ['x authz check a b', 'Error: check requires only <pod-name>[.<pod-namespace>]\n'],
    ['authz check x', 'Error: (authz is experimental. Use `istioctl experimental authz`)\n'],
  ])('%s', (command, expected) => {
    const { stdout, stderr, exitCode } = world.run(`istioctl ${command}`);
    expect({ stdout, stderr, exitCode }).toEqual({ stdout: '', stderr: expected, exitCode: 1 });
  });
});
