import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';
import { inUseWhenIdle } from '../support/idle-mesh';

const BARE = `apiVersion: v1
kind: Pod
metadata: {name: bare, labels: {sidecar.istio.io/inject: 'false'}}
spec: {containers: [{name: curl, image: curlimages/curl}]}
`;
const STRICT = `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default}
spec: {mtls: {mode: STRICT}}
`;
const ORIGINATION = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: httpbin}
spec:
  host: httpbin
  workloadSelector: {matchLabels: {app: curl}}
  trafficPolicy: {tls: {mode: SIMPLE, credentialName: nowhere}}
`;

describe('what an Envoy counts', () => {
  let world: World;
  const stats = (app: string, query: string): string =>
    say(
      world,
      `kubectl exec deploy/${app} -c istio-proxy -- pilot-agent request GET 'stats${query}' | grep -v '^#'`,
    );
  beforeEach(() => {
    world = appWorld(['httpbin', 'curl']);
  });

  it('of its listeners: who came in how, and who was not let in', () => {
    const patch = {
      spec: {
        template: { metadata: { annotations: { 'sidecar.istio.io/statsInclusionPrefixes': 'listener.' } } },
      },
    };
    say(world, `kubectl patch deployment httpbin --type merge -p '${JSON.stringify(patch)}'; sleep 40`);
    applyYaml(world, BARE);
    const call = (from: string, url = 'http://httpbin:8000'): string =>
      say(
        world,
        `kubectl exec ${from} -- curl -sk -o /dev/null -w '%{http_code}' ${url}/status/204 2>/dev/null`,
      );
    expect([call('deploy/curl'), call('bare')]).toEqual(['204', '204']);
    applyYaml(world, STRICT);
    expect([call('bare'), call('bare', 'https://httpbin:8000')]).toEqual(['000[exit 56]', '000[exit 56]']);
    expect(stats('httpbin', '?filter=^listener.0.0.0.0_15006&usedonly'))
      .toBe(`listener.0.0.0.0_15006.downstream_cx_active: 1
listener.0.0.0.0_15006.downstream_cx_destroy: 2
listener.0.0.0.0_15006.downstream_cx_total: 3
listener.0.0.0.0_15006.no_filter_chain_match: 1
listener.0.0.0.0_15006.ssl.connection_error: 1
listener.0.0.0.0_15006.ssl.fail_verify_no_cert: 1
listener.0.0.0.0_15006.ssl.handshake: 1
listener.0.0.0.0_15006.ssl.versions.TLSv1.3: 1
`);
    expect(stats('httpbin', '/prometheus?filter=listener.0.0.0.0_15006.*(cx_active|TLSv1.3)'))
      .toBe(`envoy_listener_downstream_cx_active{listener_address="0.0.0.0_15006"} 1
envoy_listener_ssl_versions{ssl_version="TLSv1.3",listener_address="0.0.0.0_15006"} 1
`);
    expect(inUseWhenIdle(world)).toBe('');
    expect(stats('httpbin', '?filter=^listener.0.0.0.0_15006.*active')).toBe(
      'listener.0.0.0.0_15006.downstream_cx_active: 0\n',
    );
  });

  it('of itself, and of what its configurations changed', () => {
    const counted = (): Readonly<Record<string, number>> =>
      Object.fromEntries<number>(
        stats('curl', '?filter=^(cluster_manager|listener_manager|server)')
          .trim()
          .split('\n')
          .map((line) => line.split(': '))
          .map(([name = '', value]): [string, number] => [name, Number(value)]),
      );
    const before = counted();
    expect(before).toMatchObject({
      'cluster_manager.active_clusters': before['cluster_manager.cluster_added'],
      'cluster_manager.cluster_removed': 0,
      'cluster_manager.warming_clusters': 0,
      'listener_manager.total_listeners_active': before['listener_manager.listener_added'],
      'server.days_until_first_cert_expiring': 0,
      'server.live': 1,
      'server.state': 0,
      'server.total_connections': 0,
    });
    applyYaml(world, ORIGINATION);
    // the old cluster serves on while the new one waits for its secret
    const { 'cluster_manager.cluster_modified': modified = 0 } = before;
    expect(counted()).toMatchObject({
      'cluster_manager.warming_clusters': 1,
      'cluster_manager.cluster_modified': modified + 1,
    });
    say(world, 'sleep 20');
    expect(counted()).toMatchObject({ 'cluster_manager.warming_clusters': 0 });
    say(
      world,
      'kubectl delete svc httpbin; sleep 2; kubectl exec deploy/curl -c istio-proxy -- pilot-agent request POST healthcheck/fail',
    );
    expect(counted()).toMatchObject({
      'cluster_manager.active_clusters': (before['cluster_manager.active_clusters'] ?? 0) - 1,
      'cluster_manager.cluster_removed': 1,
      'listener_manager.listener_removed': 1,
      'server.live': 0,
      'server.state': 1,
    });
  });
});
