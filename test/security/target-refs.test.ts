import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const gateway = (name: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: ${name}}
spec: {gatewayClassName: istio, listeners: [{name: http, port: 80, protocol: HTTP}]}
---
`;
const policy = (kind: string, name: string, spec: string): string => `---
apiVersion: security.istio.io/v1
kind: ${kind}
metadata: {name: ${kind.toLowerCase()}}
spec: {targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: ${name}}], ${spec}}
`;
const MESH = `${gateway('edge')}${gateway('side')}apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: both}
spec:
  parentRefs: [{name: edge}, {name: side}]
  rules: [{backendRefs: [{name: httpbin, port: 8000}]}]
${policy('AuthorizationPolicy', 'edge', 'action: DENY, rules: [{to: [{operation: {paths: [/status/201]}}]}]')}${policy(
  'RequestAuthentication',
  'side',
  `jwtRules: [{issuer: me, jwks: '{"keys":[]}'}]`,
)}`;

describe('policies that name their gateway', () => {
  let world: World;
  beforeAll(() => {
    world = appWorld(['httpbin']);
    applyYaml(world, MESH);
  });

  it.each([
    ['edge', '', '/status/201', '403'],
    ['edge', '', '/status/200', '200'],
    ['edge', '-H "authorization: Bearer a.b.c"', '/status/200', '200'],
    ['side', '', '/status/201', '201'],
    ['side', '-H "authorization: Bearer a.b.c"', '/status/200', '401'],
  ])('count at it alone: %s %s%s', (name, token, path, status) => {
    const address = say(world, `kubectl get gtw ${name} -o jsonpath='{.status.addresses[0].value}'`);
    expect(say(world, `curl -s -o /dev/null -w '%{http_code}' ${token} http://${address}${path}`)).toBe(
      status,
    );
  });
});
