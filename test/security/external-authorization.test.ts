import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { call, securityMesh } from './mesh';

const SERVICE = 'ext-authz.default.svc.cluster.local';

/** A provider each for what is tried: over HTTP and gRPC, and one that nobody answers for, closed and open. */
const PROVIDERS = `apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data:
  mesh: |-
    extensionProviders:
    - name: over-http
      envoyExtAuthzHttp:
        service: ${SERVICE}
        port: 8000
        includeRequestHeadersInCheck: [x-ext-authz]
        includeAdditionalHeadersInCheck: {x-added: by-the-mesh}
        headersToUpstreamOnAllow: [x-ext-authz-check-*]
        headersToDownstreamOnDeny: [x-ext-authz-check-result]
        headersToDownstreamOnAllow: [x-ext-authz-check-result]
        includeRequestBodyInCheck: {maxRequestBytes: 8}
    - name: over-grpc
      envoyExtAuthzGrpc: {service: ${SERVICE}, port: 9000}
    - name: silent
      envoyExtAuthzHttp: {service: nobody.default.svc.cluster.local, port: 80, statusOnError: '503'}
    - name: silent-open
      envoyExtAuthzGrpc: {service: nobody.default.svc.cluster.local, port: 80, failOpen: true}
`;

const AUTHORIZER = `apiVersion: v1
kind: Pod
metadata: {name: ext-authz, labels: {app: ext-authz}}
spec:
  containers:
  - name: ext-authz
    image: gcr.io/istio-testing/ext-authz:latest
    args: [--allow_service_account=friend]
    ports: [{containerPort: 8000}, {containerPort: 9000}]
---
apiVersion: v1
kind: Service
metadata: {name: ext-authz}
spec:
  selector: {app: ext-authz}
  ports: [{name: http, port: 8000}, {name: grpc, port: 9000}]
---
apiVersion: v1
kind: Service
metadata: {name: nobody}
spec:
  selector: {app: nobody}
  ports: [{name: http, port: 80}]
`;

function policy(provider: string): string {
  return `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ask}
spec:
  selector: {matchLabels: {app: web}}
  action: CUSTOM
  provider: {name: ${provider}}
  rules:
  - to: [{operation: {paths: [/asked*]}}]
  - to: [{operation: {ports: ['9000']}}]
`;
}

function meshAsking(provider: string): World {
  const world = securityMesh();
  world.apply(PROVIDERS, { file: 'mesh.yaml' });
  world.apply(AUTHORIZER, { file: 'authorizer.yaml' });
  world.apply(policy(provider), { file: 'policy.yaml' });
  world.run('sleep 30');
  return world;
}

/** Status, flags and details as the called proxy logs them. */
function logged(world: World, from: string, args: string): string {
  const status = call(world, from, args);
  const hop = calledProxy(world);
  return `${status} ${hop?.flags ?? ''} ${hop?.details ?? ''}`;
}

function calledProxy(world: World): { readonly flags: string; readonly details: string } | undefined {
  const id = world.requests().at(-1)?.id ?? 0;
  return world.explain(id)?.hops.find(({ direction, pod }) => direction === 'inbound' && pod === 'web');
}

const ALLOW = "-H 'x-ext-authz: allow'";
const DENY = "-H 'x-ext-authz: deny'";
const ASKED = 'http://web/asked';

describe('an external authorizer is asked about what a CUSTOM policy marks', () => {
  describe.each<readonly [provider: string, rows: readonly (readonly [string, string])[]]>([
    [
      'over-http',
      [
        [`${ALLOW} ${ASKED}`, '200  via_upstream'],
        [`${DENY} ${ASKED}`, '403 UAEX ext_authz_denied'],
        [ASKED, '403 UAEX ext_authz_denied'],
        [`${DENY} http://web/free`, '200  via_upstream'],
        [`${ALLOW} -d 12345678 ${ASKED}`, '200  via_upstream'],
        [`${ALLOW} -d 123456789 ${ASKED}`, '413  request_payload_too_large'],
      ],
    ],
    [
      'over-grpc',
      [
        [`${ALLOW} ${ASKED}`, '200  via_upstream'],
        [`${DENY} ${ASKED}`, '403 UAEX ext_authz_denied'],
        // Without a header the caller's service account decides.
        [ASKED, '200  via_upstream'],
      ],
    ],
    [
      'silent',
      [
        [ASKED, '503 UAEX ext_authz_error'],
        ['http://web/free', '200  via_upstream'],
      ],
    ],
    ['silent-open', [[ASKED, '200  via_upstream']]],
    [
      'unknown',
      [
        [
          ASKED,
          '403  rbac_access_denied_matched_policy[istio-ext-authz-unknown-ns[default]-policy[ask]-rule[0]-deny-due-to-bad-CUSTOM-action]',
        ],
      ],
    ],
  ])('%s', (provider, rows) => {
    let world: World;
    beforeAll(() => {
      world = meshAsking(provider);
    });
    it.each(rows)('%s: %s', (args, expected) => {
      expect(logged(world, 'friend', args)).toBe(expected);
    });
  });

  it('answers and requests carry what the authorizer said, as the provider allows it', () => {
    const world = meshAsking('over-http');
    const curl = (args: string): string =>
      world.run(`kubectl exec friend -c app -- curl -s -i ${args}`).stdout.replaceAll('\r', '');
    expect(curl(`${DENY} ${ASKED}`)).toMatch(
      /^HTTP\/1.1 403 Forbidden\n(.*\n)*x-ext-authz-check-result: denied\n(.*\n)*\ndenied by ext_authz for not found header `x-ext-authz: allow` in the request$/,
    );
    const allowed = curl(`${ALLOW} -H 'x-other: 1' ${ASKED}`);
    expect(allowed).toMatch(/^x-ext-authz-check-result: allowed$/m);
    expect(allowed).toContain('"x-ext-authz-check-received":"GET web/asked, headers: map[');
    expect(allowed).toContain('X-Added:[by-the-mesh]');
    expect(allowed).not.toContain('X-Other');
  });

  it('connections are judged by who opens them', () => {
    const world = meshAsking('over-grpc');
    const tcp = (from: string): string => call(world, from, 'http://web:9000/');
    expect([tcp('friend'), tcp('stranger')]).toEqual(['200', 'exit 52']);
    const hop = calledProxy(world);
    expect([hop?.flags, hop?.details]).toEqual(['UAEX', 'ext_authz_denied']);
  });
});
