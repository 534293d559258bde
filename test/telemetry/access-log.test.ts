import { describe, expect, it } from 'vitest';
import { sampleFiles } from '../../sandbox/hosts/node/lab-bundles';
import { createWorld, type World } from '../../sandbox/index';

function mesh(...lines: readonly string[]): string {
  const text = lines.map((line) => `    ${line}\n`).join('');
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata:\n  mesh: |\n${text}`;
}

function telemetry(entry: string, namespace = 'istio-system'): string {
  return `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: logs, namespace: ${namespace}}
spec:
  accessLogging:
  - ${entry}
`;
}

/** A caller and a server with sidecars. */
function callers(...manifests: readonly string[]): World {
  const world = createWorld({ seed: 3, samples: sampleFiles(process.cwd()) });
  world.run('kubectl label namespace default istio-injection=enabled');
  world.run('kubectl apply -f samples/httpbin/httpbin.yaml -f samples/curl/curl.yaml');
  for (const manifest of manifests) world.apply(manifest);
  world.settle();
  world.runUntil(world.nowMs() + 1000);
  return world;
}

function curl(world: World, path: string, ...flags: readonly string[]): void {
  world.run(`kubectl exec deploy/curl -- curl -s ${flags.join(' ')} http://httpbin:8000${path}`);
}

function log(world: World, deployment: string): string[] {
  const { stdout } = world.run(`kubectl logs deploy/${deployment} -c istio-proxy`);
  return stdout.split('\n').filter((line) => line !== '');
}

const LINE = /^\[2026-11-21T[\d:.]+Z\] "GET \/status\/418 HTTP\/1\.1" 418 - via_upstream - "-" 0 \d+ \d+ /;

describe('access logs', () => {
  it('are text on standard output as the mesh is installed', () => {
    const world = callers();
    curl(world, '/status/418');
    expect(log(world, 'curl')).toEqual([expect.stringMatching(LINE)]);
    expect(log(world, 'httpbin')).toEqual([expect.stringMatching(LINE)]);
  });

  it('are JSON where the mesh says so, sorted, with types, null for what is absent', () => {
    const world = callers(mesh('accessLogFile: /dev/stdout', 'accessLogEncoding: JSON'));
    curl(world, '/status/418', '-A', 'test');
    const [line = ''] = log(world, 'curl');
    expect(Object.keys(JSON.parse(line) as object)).toEqual([
      'authority',
      'bytes_received',
      'bytes_sent',
      'connection_termination_details',
      'downstream_local_address',
      'downstream_remote_address',
      'duration',
      'method',
      'path',
      'protocol',
      'request_id',
      'requested_server_name',
      'response_code',
      'response_code_details',
      'response_flags',
      'route_name',
      'start_time',
      'upstream_cluster',
      'upstream_host',
      'upstream_local_address',
      'upstream_service_time',
      'upstream_transport_failure_reason',
      'user_agent',
      'x_forwarded_for',
    ]);
    expect(JSON.parse(line)).toMatchObject({
      authority: 'httpbin:8000',
      bytes_received: 0,
      connection_termination_details: null,
      method: 'GET',
      path: '/status/418',
      protocol: 'HTTP/1.1',
      response_code: 418,
      response_flags: '-',
      route_name: 'default',
      upstream_cluster: 'outbound|8000||httpbin.default.svc.cluster.local',
      user_agent: 'test',
      x_forwarded_for: null,
    });
  });

  it.each([
    ['the mesh has no file for them', mesh('accessLogFile: ""')],
    ['a Telemetry of the mesh turns them off', telemetry('{providers: [{name: envoy}], disabled: true}')],
  ])('are not written when %s', (_, manifest) => {
    const world = callers(manifest);
    curl(world, '/status/418');
    expect([...log(world, 'curl'), ...log(world, 'httpbin')]).toEqual([]);
  });

  it('are written by one side only when the Telemetry names it and the mesh has no file', () => {
    const serverOnly = telemetry('{providers: [{name: envoy}], match: {mode: SERVER}}', 'default');
    const world = callers(mesh('accessLogFile: ""'), serverOnly);
    curl(world, '/status/418');
    expect(log(world, 'curl')).toEqual([]);
    expect(log(world, 'httpbin')).toEqual([expect.stringMatching(LINE)]);
  });

  it("are the mesh's own where a Telemetry chooses no provider for a side", () => {
    const serverOff = telemetry('{providers: [{name: envoy}], match: {mode: SERVER}, disabled: true}');
    const world = callers(serverOff);
    curl(world, '/status/418');
    expect(log(world, 'curl')).toEqual([expect.stringMatching(LINE)]);
    expect(log(world, 'httpbin')).toEqual([]);
  });

  it('are one line for each provider that writes to the output', () => {
    const providers =
      'extensionProviders: [{name: short, envoyFileAccessLog: {path: /dev/stderr, logFormat: {text: "%RESPONSE_CODE%"}}}, ' +
      '{name: fields, envoyFileAccessLog: {omitEmptyValues: true, logFormat: {labels: {to: "%ROUTE_NAME%", sni: "%REQUESTED_SERVER_NAME%"}}}}, ' +
      '{name: file, envoyFileAccessLog: {path: /tmp/log}}]';
    const chosen = telemetry('{providers: [{name: short}, {name: fields}, {name: file}]}', 'default');
    const world = callers(mesh(providers), chosen);
    curl(world, '/status/418');
    expect(log(world, 'curl')).toEqual(['{"to":"default"}', '418']);
  });

  it('of a listener hold connections that no filter chain takes, once', () => {
    const strict =
      'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: default, namespace: istio-system}\n' +
      'spec: {mtls: {mode: STRICT}}';
    const plain =
      'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: plain, namespace: default}\n' +
      'spec: {host: httpbin, trafficPolicy: {tls: {mode: DISABLE}}}';
    const refused = (...more: readonly string[]): string[] => {
      const world = callers(strict, plain, ...more);
      curl(world, '/status/418');
      return log(world, 'httpbin');
    };
    const line =
      /^\[\S+\] "- - -" 0 NR filter_chain_not_found - "-" 0 0 0 - "-" "-" "-" "-" "-" - - [\d.]+:8080 [\d.]+:\d+ - -$/;
    expect(refused().map((one) => line.test(one))).toEqual([true]);
    expect(refused(mesh('disableEnvoyListenerLog: true'))).toEqual([]);
    const only = telemetry('{providers: [{name: envoy}], filter: {expression: "response.code >= 400"}}');
    expect(refused(only)).toEqual([]);
  });

  it('hold what a filter lets through', () => {
    const filter = '{providers: [{name: envoy}], filter: {expression: "response.code >= 400"}}';
    const world = callers(telemetry(filter));
    curl(world, '/status/200');
    curl(world, '/status/418');
    expect(log(world, 'curl')).toEqual([expect.stringMatching(LINE)]);
  });

  it('follow a format of their own', () => {
    const world = callers(mesh('accessLogFormat: "%REQ(:METHOD)% %RESPONSE_CODE% %ROUTE_NAME%\\n"'));
    curl(world, '/status/418');
    expect(log(world, 'curl')).toEqual(['GET 418 default']);
  });

  it('of connections say nothing of requests', () => {
    const world = callers();
    world.run('kubectl exec deploy/curl -- curl -s https://example.com/');
    expect(log(world, 'curl')).toEqual([
      expect.stringMatching(
        /^\[\S+\] "- - -" 0 - - - "-" \d+ \d+ \d+ - "-" "-" "-" "-" "[\d.]+:443" PassthroughCluster [\d.]+:\d+ [\d.]+:443 [\d.]+:\d+ example\.com -$/,
      ),
    ]);
  });
});
