import { describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { securityMesh } from './mesh';

const BARE_SERVICE = `apiVersion: v1
kind: Service
metadata: {name: bare, namespace: legacy}
spec: {selector: {app: bare}, ports: [{name: http, port: 80, targetPort: 8080}]}`;

/** What servers take, for the whole mesh. */
const server = (mode: string): string => `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: istio-system}
spec: {mtls: {mode: ${mode}}}`;

/** What clients offer, for the whole mesh. */
const client = (mode: string): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: default, namespace: istio-system}
spec: {host: '*.svc.cluster.local', trafficPolicy: {tls: {mode: ${mode}}}}`;

/** With a sidecar on both sides, without one at the client, without one at the server. */
const CALLS = [
  ['friend', 'default', 'web.default'],
  ['bare', 'legacy', 'web.default'],
  ['friend', 'default', 'bare.legacy'],
] as const;

/** `200 mTLS` when the server was shown a certificate. */
function reached(world: World, [pod, namespace, host]: (typeof CALLS)[number]): string {
  const command = `curl -s -w '\\n%{http_code}' http://${host}/`;
  const { stdout, exitCode } = world.run(`kubectl exec ${pod} -n ${namespace} -c app -- ${command}`);
  if (exitCode !== 0) return `exit ${String(exitCode)}`;
  const [body = '', status = ''] = stdout.split('\n');
  if (status !== '200') return status;
  return body.includes('x-forwarded-client-cert') ? '200 mTLS' : '200 plain';
}

describe('who reaches whom', () => {
  it.each([
    ['STRICT', undefined, ['200 mTLS', 'exit 56', '200 plain']],
    ['STRICT', 'ISTIO_MUTUAL', ['200 mTLS', 'exit 56', '503']],
    ['STRICT', 'DISABLE', ['503', 'exit 56', '200 plain']],
    ['PERMISSIVE', undefined, ['200 mTLS', '200 plain', '200 plain']],
    ['PERMISSIVE', 'ISTIO_MUTUAL', ['200 mTLS', '200 plain', '503']],
    ['PERMISSIVE', 'DISABLE', ['200 plain', '200 plain', '200 plain']],
    ['DISABLE', undefined, ['200 plain', '200 plain', '200 plain']],
    ['DISABLE', 'ISTIO_MUTUAL', ['503', '200 plain', '503']],
    ['DISABLE', 'DISABLE', ['200 plain', '200 plain', '200 plain']],
  ])('servers %s, clients %s', (serverMode, clientMode, expected) => {
    const world = securityMesh();
    const objects = [
      BARE_SERVICE,
      server(serverMode),
      ...(clientMode === undefined ? [] : [client(clientMode)]),
    ];
    world.apply(objects.join('\n---\n'), { file: 'reach.yaml' });
    world.settle(10_000);
    expect(CALLS.map((one) => reached(world, one))).toEqual(expected);
  });
});
