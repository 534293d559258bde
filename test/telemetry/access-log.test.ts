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

  it('are written by one side only when the Telemetry names it', () => {
    const world = callers(telemetry('{providers: [{name: envoy}], match: {mode: SERVER}}', 'default'));
    curl(world, '/status/418');
    expect(log(world, 'curl')).toEqual([]);
    expect(log(world, 'httpbin')).toEqual([expect.stringMatching(LINE)]);
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
