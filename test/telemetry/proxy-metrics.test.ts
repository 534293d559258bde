import { describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../sandbox/index';
import { grpcMessages } from '../../sandbox/net/index';
import { sampleFiles } from '../../sandbox/hosts/node/lab-bundles';

const LIMITS = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: httpbin}
spec:
  host: httpbin
  trafficPolicy:
    connectionPool:
      tcp: {maxConnections: 1}
      http: {http1MaxPendingRequests: 1, maxRequestsPerConnection: 1}
`;

function callers(): World {
  const world = createWorld({
    seed: 3,
    samples: sampleFiles(process.cwd()),
    files: { 'limits.yaml': LIMITS },
  });
  world.run('kubectl label namespace default istio-injection=enabled');
  world.run(
    'kubectl apply -f samples/httpbin/httpbin.yaml -f samples/httpbin/sample-client/fortio-deploy.yaml -f limits.yaml',
  );
  world.settle();
  return world;
}

/** The labels of the only line of a family in a proxy's Prometheus page, and its value. */
function only(world: World, pod: string, family: string): Record<string, string> {
  const page = world.run(
    `kubectl exec deploy/${pod} -c istio-proxy -- pilot-agent request GET stats/prometheus`,
  );
  const lines = page.stdout.split('\n').filter((line) => line.startsWith(`${family}{`));
  expect(lines).toHaveLength(1);
  const [, labels = '', value = ''] = /\{(.*)\} (\S+)$/.exec(lines[0] ?? '') ?? [];
  const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, text]) => [name, text]);
  return { ...(Object.fromEntries(pairs) as Record<string, string>), value };
}

describe('Istio’s metrics', () => {
  const world = callers();
  for (let i = 0; i < 3; i++)
    world.run('kubectl exec deploy/fortio-deploy -c fortio -- fortio curl http://httpbin:8000/get');

  it('are counted by the client, which does not say how the connection was secured', () => {
    expect(only(world, 'fortio-deploy', 'istio_requests_total')).toEqual({
      reporter: 'source',
      source_workload: 'fortio-deploy',
      source_canonical_service: 'fortio',
      source_canonical_revision: 'latest',
      source_workload_namespace: 'default',
      source_principal: 'spiffe://cluster.local/ns/default/sa/default',
      source_app: 'fortio',
      source_version: '',
      source_cluster: 'Kubernetes',
      destination_workload: 'httpbin',
      destination_workload_namespace: 'default',
      destination_principal: 'spiffe://cluster.local/ns/default/sa/httpbin',
      destination_app: 'httpbin',
      destination_version: 'v1',
      destination_service: 'httpbin.default.svc.cluster.local',
      destination_canonical_service: 'httpbin',
      destination_canonical_revision: 'v1',
      destination_service_name: 'httpbin',
      destination_service_namespace: 'default',
      destination_cluster: 'Kubernetes',
      request_protocol: 'http',
      response_code: '200',
      grpc_response_status: '',
      response_flags: '-',
      connection_security_policy: 'unknown',
      value: '3',
    });
  });

  it('are counted by the server, which knows', () => {
    expect(only(world, 'httpbin', 'istio_requests_total')).toMatchObject({
      reporter: 'destination',
      source_workload: 'fortio-deploy',
      source_version: 'unknown',
      destination_service: 'httpbin.default.svc.cluster.local',
      connection_security_policy: 'mutual_tls',
      value: '3',
    });
  });

  it('count times and sizes in the same series', () => {
    for (const family of ['request_duration_milliseconds', 'request_bytes', 'response_bytes'])
      expect(only(world, 'httpbin', `istio_${family}_count`)).toMatchObject({
        response_code: '200',
        value: '3',
      });
    const sum = Number(only(world, 'httpbin', 'istio_response_bytes_sum')['value']);
    expect(sum / 3).toBeGreaterThan(600);
    expect(sum / 3).toBeLessThan(1200);
  });

  it.each(['15000/stats/prometheus', '15090/stats/prometheus', '15020/stats/prometheus'])(
    'stand behind localhost:%s',
    (page) => {
      const { stdout } = world.run(`kubectl exec deploy/httpbin -c istio-proxy -- curl -s localhost:${page}`);
      expect(stdout).toContain(
        '# TYPE istio_requests_total counter\nistio_requests_total{reporter="destination"',
      );
    },
  );

  it('say unknown where nobody could tell', () => {
    const fresh = callers();
    fresh.run('kubectl exec deploy/fortio-deploy -c fortio -- fortio curl http://example.com/');
    expect(only(fresh, 'fortio-deploy', 'istio_requests_total')).toMatchObject({
      destination_workload: 'unknown',
      destination_service: 'example.com',
      destination_service_name: 'PassthroughCluster',
      destination_service_namespace: 'unknown',
      destination_canonical_revision: 'latest',
      destination_principal: 'unknown',
    });
  });
});

describe('gRPC', () => {
  const grpc = (body: string): World => {
    const world = callers();
    world.run(
      `kubectl exec deploy/fortio-deploy -c fortio -- curl -s -o /dev/null --http2-prior-knowledge -H 'content-type: application/grpc' -d '${body}' http://httpbin:8000/post`,
    );
    return world;
  };

  it('is counted by messages too, by who sent them to whom', () => {
    const world = grpc('{"name":"a"}');
    const requests = only(world, 'httpbin', 'istio_request_messages_total');
    expect(requests).toMatchObject({
      reporter: 'destination',
      source_workload: 'fortio-deploy',
      destination_service: 'httpbin.default.svc.cluster.local',
      value: '1',
    });
    expect(requests).not.toHaveProperty('response_code');
    expect(only(world, 'fortio-deploy', 'istio_response_messages_total')).toMatchObject({
      reporter: 'source',
      value: '1',
    });
  });

  it.each([
    ['nothing', '', 0],
    ['two messages', '\0\0\0\0\u0001a\0\0\0\0\0', 2],
    ['one that is compressed, and the beginning of another', '\u0001\0\0\0\u0002ab\0', 2],
    ['one without a header', '{}', 1],
  ])('%s', (_, body, messages) => {
    expect(grpcMessages(body)).toBe(messages);
  });

  it('is not what other calls are', () => {
    const world = callers();
    world.run('kubectl exec deploy/fortio-deploy -c fortio -- fortio curl http://httpbin:8000/get');
    const { stdout } = world.run(
      'kubectl exec deploy/httpbin -c istio-proxy -- pilot-agent request GET stats/prometheus',
    );
    expect(stdout).not.toContain('_messages_total');
  });
});

describe('connections', () => {
  it('are counted with the bytes that went both ways', () => {
    const world = createWorld({ seed: 3, samples: sampleFiles(process.cwd()) });
    world.run('kubectl label namespace default istio-injection=enabled');
    world.run('kubectl apply -f samples/tcp-echo/tcp-echo.yaml -f samples/curl/curl.yaml');
    world.settle();
    const echo = world.run('kubectl exec deploy/curl -- sh -c "echo world | nc tcp-echo 9000"').stdout;
    expect(echo).toBe('hello world\n');
    const counted = (family: string): string | undefined =>
      only(world, 'curl', `istio_tcp_${family}_total`)['value'];
    expect(counted('connections_opened')).toBe('1');
    expect(counted('received_bytes')).toBe(String('world\n'.length));
    expect(counted('sent_bytes')).toBe(String(echo.length));
    const { stdout } = world.run('kubectl logs deploy/curl -c istio-proxy');
    expect(stdout).toContain(`"- - -" 0 - - - "-" 6 ${String(echo.length)} `);
  });
});

describe('Telemetries', () => {
  const telemetry = (override: string): string => `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: metrics, namespace: default}
spec:
  metrics:
  - providers: [{name: prometheus}]
    overrides:
    - ${override}
`;
  const changed = (override: string): World => {
    const world = callers();
    world.apply(telemetry(override));
    world.settle();
    world.runUntil(world.nowMs() + 1000);
    world.run('kubectl exec deploy/fortio-deploy -c fortio -- fortio curl http://httpbin:8000/get');
    return world;
  };

  it('add labels and take some away', () => {
    const tags = 'destination_port: {value: string(destination.port)}, request_host: {value: request.host}';
    const world = changed(
      `{match: {metric: REQUEST_COUNT}, tagOverrides: {${tags}, response_flags: {operation: REMOVE}}}`,
    );
    const labels = only(world, 'httpbin', 'istio_requests_total');
    expect(labels).toMatchObject({ destination_port: '8080', request_host: 'httpbin:8000', value: '1' });
    expect(labels).not.toHaveProperty('response_flags');
    expect(only(world, 'httpbin', 'istio_request_bytes_count')).toHaveProperty('response_flags', '-');
  });

  it.each([
    ['a metric', '{match: {metric: REQUEST_COUNT}, disabled: true}', 0, 1],
    ['all of them', '{disabled: true}', 0, 0],
    ['the client’s', '{match: {mode: CLIENT}, disabled: true}', 1, 1],
  ])('switch %s off', (_, override, counts, sizes) => {
    const { stdout } = changed(override).run(
      'kubectl exec deploy/httpbin -c istio-proxy -- pilot-agent request GET stats/prometheus',
    );
    expect(stdout.match(/^istio_requests_total\{/gm) ?? []).toHaveLength(counts);
    expect(stdout.match(/^istio_request_bytes_count\{/gm) ?? []).toHaveLength(sizes);
  });
});

describe('the admin interface', () => {
  const world = callers();
  world.run(
    'kubectl exec deploy/fortio-deploy -c fortio -- fortio load -c 3 -qps 0 -n 30 http://httpbin:8000/get',
  );
  const stats = (deployment: string, filter: string): string =>
    world.run(
      `kubectl exec deploy/${deployment} -c istio-proxy -- pilot-agent request GET stats | grep '${filter}'`,
    ).stdout;

  it('counts what the circuit breaker turned away', () => {
    const pending = stats('fortio-deploy', 'cluster.*httpbin.*pending');
    const [overflow] = /(?<=upstream_rq_pending_overflow: )\d+/.exec(pending) ?? [];
    expect(Number(overflow)).toBeGreaterThan(3);
    const cluster = 'cluster.outbound|8000||httpbin.default.svc.cluster.local;.';
    expect(pending.replaceAll(/: \d+/g, '').replaceAll(cluster, '').trim().split('\n')).toEqual([
      'circuit_breakers.default.rq_pending_open',
      'circuit_breakers.high.rq_pending_open',
      'upstream_rq_pending_active',
      'upstream_rq_pending_failure_eject',
      'upstream_rq_pending_overflow',
      'upstream_rq_pending_total',
    ]);
    const codes = stats('fortio-deploy', 'httpbin.*;.upstream_rq_[0-9]*:');
    const counted = [...codes.matchAll(/upstream_rq_(\d+): (\d+)/g)].map(([, code, count]) => [
      code,
      Number(count),
    ]);
    expect(Object.fromEntries(counted)).toEqual({ '200': 30 - Number(overflow), '503': Number(overflow) });
  });

  it('keeps nothing of clusters unless the pod asks for it', () => {
    expect(stats('httpbin', '^cluster\\.')).toBe('');
    expect(stats('httpbin', '^cluster_manager.active_clusters')).toMatch(
      /^cluster_manager.active_clusters: \d+\n$/,
    );
  });

  it('tells the health of hosts', () => {
    const clusters = world.run(
      "kubectl exec deploy/fortio-deploy -c istio-proxy -- pilot-agent request GET clusters | grep 'httpbin.*8080::'",
    ).stdout;
    expect(clusters).toMatch(/::10\.244\.0\.\d+:8080::cx_total::[1-9]/);
    expect(clusters).toContain(':8080::health_flags::healthy\n');
  });

  it('is open to its own pod only', () => {
    const ip = world.run("kubectl get pod -l app=httpbin -o jsonpath='{.items[0].status.podIP}'").stdout;
    const curl = `kubectl exec deploy/fortio-deploy -c istio-proxy -- curl -s -o /dev/null -w '%{http_code}' ${ip}`;
    expect(world.run(`${curl}:15090/stats/prometheus`).stdout).toBe('200');
    expect(world.run(`${curl}:15000/stats/prometheus`).stdout).toBe('503');
  });

  it('is asked by a program that other containers do not have', () => {
    const { stderr, exitCode } = world.run(
      'kubectl exec deploy/fortio-deploy -c fortio -- pilot-agent request GET stats',
    );
    expect(stderr).toContain('exec: "pilot-agent": executable file not found in $PATH');
    expect(exitCode).toBe(126);
  });
});
