import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const SERVER = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: echo, image: echo, ports: [{containerPort: 8080}]}]}
`;
const rule = (policy: string): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web}
spec: {host: web, trafficPolicy: {${policy}}}
`;

describe('what the mesh says for everybody', () => {
  let world: World;
  beforeEach(() => {
    world = appWorld(['curl']);
    applyYaml(world, SERVER);
  });
  const setMesh = (mesh: string): void => {
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'istio', namespace: 'istio-system' },
    };
    applyYaml(world, JSON.stringify({ ...object, data: { mesh } }));
  };
  /** What `web` was asked, as it saw it. */
  const asked = (
    path: string,
  ): { readonly path: string; readonly headers: Readonly<Record<string, string>> } =>
    JSON.parse(say(world, `kubectl exec deploy/curl -c curl -- curl -s 'http://web${path}'`)) as ReturnType<
      typeof asked
    >;
  /** Parts of the cluster in front of `web`, as Envoy has them. */
  const cluster = (query: string): unknown =>
    JSON.parse(
      say(
        world,
        `istioctl pc cluster deploy/curl --fqdn web.default.svc.cluster.local -o json | jq -c '.[0] | ${query}'`,
      ),
    );

  it('mutual TLS is automatic unless it says otherwise', () => {
    const peer = (): boolean => 'x-forwarded-client-cert' in asked('/').headers;
    expect(peer()).toBe(true);
    setMesh('enableAutoMtls: false');
    expect(peer()).toBe(false);
    applyYaml(world, rule('tls: {mode: ISTIO_MUTUAL}'));
    expect(peer()).toBe(true);
  });

  it('its traffic policy fills in what rules leave out, block by block', () => {
    const limits = '[.circuitBreakers.thresholds[0].maxConnections, .outlierDetection.consecutive5xx]';
    setMesh(
      'defaultTrafficPolicy: {connectionPool: {tcp: {maxConnections: 7}}, outlierDetection: {consecutive5xxErrors: 3}}',
    );
    expect(cluster(limits)).toEqual([7, 3]);
    applyYaml(world, rule('outlierDetection: {consecutive5xxErrors: 9}'));
    expect(cluster(limits)).toEqual([7, 9]);
    applyYaml(world, rule('connectionPool: {http: {http2MaxRequests: 5}}'));
    expect(cluster(limits)).toEqual([4294967295, 3]);
  });

  it.each([
    ['NONE', '/b//%63%2Fd'],
    ['BASE', '/b//c%2Fd'],
    ['DEFAULT', '/b//c%2Fd'],
    ['MERGE_SLASHES', '/b/c%2Fd'],
    ['DECODE_AND_MERGE_SLASHES', '/b/c/d'],
  ])('paths are normalized as far as %s goes', (normalization, path) => {
    setMesh(`pathNormalization: {normalization: ${normalization}}`);
    expect(asked('/b//%63%2Fd').path).toBe(path);
  });
});
