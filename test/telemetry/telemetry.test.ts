import { describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../sandbox/index';
import { manifestsOf } from '../runtime/cluster';

const DOOR = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: door}
spec:
  selector: {istio: ingressgateway}
  servers:
  - {port: {number: 80, name: http, protocol: HTTP}, hosts: [fleetman.example.com]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: door}
spec:
  hosts: [fleetman.example.com]
  gateways: [door]
  http:
  - route: [{destination: {host: fleetman-webapp, port: {number: 80}}}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: staff}
spec:
  host: fleetman-staff-service
  subsets:
  - {name: safe, labels: {version: safe}}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: staff}
spec:
  hosts: [fleetman-staff-service.default.svc.cluster.local]
  http:
  - match: [{headers: {x-lost: {exact: "1"}}}]
    route: [{destination: {host: fleetman-staff-service, subset: nowhere}}]
  - route: [{destination: {host: fleetman-staff-service, subset: safe}}]
`;

const DRIVER = 'http://fleetman.example.com/api/vehicles/driver/City%20Truck';

function fleetman(): World {
  const manifests = Object.fromEntries(
    manifestsOf('fleetman').map((text, index) => [`${String(index)}.yaml`, text]),
  );
  const world = createWorld({ seed: 4, manifests });
  world.apply(DOOR);
  world.settle();
  return world;
}

describe('the mesh graph', () => {
  const world = fleetman();
  for (let i = 0; i < 20; i++) world.fetch({ url: DRIVER });
  for (let i = 0; i < 5; i++) world.fetch({ url: DRIVER, headers: { 'x-lost': '1' } });
  const graph = world.graph(60_000, 'versionedApp');
  const between = (source: string, target: string) =>
    graph.edges.find((edge) => edge.source === source && edge.target === target);

  it('draws the gateway, the apps and the versions in their box', () => {
    expect(graph.nodes.filter(({ kind }) => kind === 'gateway').map(({ label }) => label)).toEqual([
      'istio-ingressgateway',
    ]);
    const staff = graph.nodes.filter(({ app }) => app === 'staff-service');
    expect(
      staff.map(({ box, version, ready, replicas, hasSidecar }) => [
        box,
        version,
        ready,
        replicas,
        hasSidecar,
      ]),
    ).toEqual([
      ['default/staff-service', 'risky', 1, 1, true],
      ['default/staff-service', 'safe', 1, 1, true],
    ]);
  });

  it('counts the requests of an edge, all over mutual TLS', () => {
    const edge = between('gateway:istio-system/istio-ingressgateway', 'app:default/webapp');
    expect(edge).toMatchObject({ requests: 25, share: 100, mtlsPercent: 100, errorPercent: 20 });
    expect(edge?.rate).toBeCloseTo(25 / 60, 5);
    expect(edge?.p50Ms).toBeGreaterThan(1);
    expect(edge?.p95Ms).toBeGreaterThanOrEqual(edge?.p50Ms ?? Infinity);
    expect(edge?.p99Ms).toBeGreaterThanOrEqual(edge?.p95Ms ?? Infinity);
  });

  it('leads requests without a cluster to nowhere, with their flag', () => {
    const edge = between('app:default/api-gateway', 'unknown:unknown');
    expect(edge).toMatchObject({ requests: 5, errorPercent: 100, flags: { NC: 5 } });
  });

  it('judges health as Kiali does: a fifth of errors is failure, none is health', () => {
    const health = graph.edges.map(({ source, target, health }) => [
      source.split(':')[1],
      target.split(':')[1],
      health,
    ]);
    expect(health).toContainEqual(['istio-system/istio-ingressgateway', 'default/webapp', 'failure']);
    expect(health).toContainEqual(['default/api-gateway', 'default/staff-service/safe', 'healthy']);
    const staff = graph.nodes.filter(({ app }) => app === 'staff-service');
    expect(staff.map(({ version, health }) => [version, health])).toEqual([
      ['risky', 'healthy'],
      ['safe', 'healthy'],
    ]);
  });

  it('never sends to the version that no route names', () => {
    const edge = between('app:default/api-gateway', 'app:default/staff-service/risky');
    expect(edge).toBeUndefined();
  });

  it('forgets what lies outside the window', () => {
    world.runUntil(world.nowMs() + 120_000);
    const later = world.graph(30_000, 'versionedApp');
    expect(later.nodes.some(({ kind }) => kind === 'gateway')).toBe(false);
    expect(later.edges.length).toBeGreaterThan(3); // vehicles keep reporting
  });

  it.each([
    ['app', 'app:default/staff-service'],
    ['workload', 'workload:default/staff-service'],
    ['service', 'service:fleetman-staff-service.default.svc.cluster.local'],
  ] as const)('as %s graph has the node %s', (type, id) => {
    expect(world.graph(300_000, type).nodes.map((node) => node.id)).toContain(id);
  });
});

describe('requests', () => {
  it('are summed up with the version that answered and the flags nearest to the cause', () => {
    const world = fleetman();
    world.fetch({ url: DRIVER });
    world.fetch({ url: DRIVER, headers: { 'x-lost': '1' } });
    world.fetch({ url: DRIVER });
    world.fetch({ url: 'http://nobody.example.com/' });
    const lines = world.requests().map(({ client, method, authority, status, flags, version }) => ({
      client,
      method,
      authority,
      status,
      flags,
      version,
    }));
    const line = { client: 'external', method: 'GET', authority: 'fleetman.example.com' };
    expect(lines).toEqual([
      { ...line, status: 200, flags: '', version: 'safe' },
      { ...line, status: 500, flags: 'NC', version: undefined },
      { ...line, status: 200, flags: '', version: 'safe' },
      { ...line, authority: 'nobody.example.com', status: 404, flags: 'NR', version: undefined },
    ]);
  });

  it('of the learner outlive any amount of background traffic', () => {
    const world = fleetman();
    const { id } = world.fetch({ url: DRIVER }).trace;
    world.runUntil(world.nowMs() + 600_000);
    expect(world.requests().map((request) => request.id)).toEqual([id]);
    expect(world.explain(id)?.hops.map(({ workload, direction }) => `${workload} ${direction}`)).toEqual([
      'istio-ingressgateway gateway',
      'webapp inbound',
      'webapp application',
      'webapp outbound',
      'api-gateway inbound',
      'api-gateway application',
      'api-gateway outbound',
      'staff-service inbound',
      'staff-service application',
    ]);
  });

  it('beyond five hundred push out the oldest', () => {
    const world = fleetman();
    for (let i = 0; i < 510; i++) world.fetch({ url: 'http://fleetman.example.com/' });
    expect(world.requests()).toHaveLength(500);
  });
});

describe('access logs', () => {
  it('have the line of every proxy in Istio’s default format', () => {
    const world = fleetman();
    world.fetch({ url: DRIVER, headers: { 'user-agent': 'test' } });
    const last = (deployment: string, namespace = 'default'): string =>
      world.run(`kubectl logs deploy/${deployment} -n ${namespace} -c istio-proxy --tail=1`).stdout.trim();
    const id = '[0-9a-f-]{36}';
    expect(last('istio-ingressgateway', 'istio-system')).toMatch(
      new RegExp(
        `^\\[2026-11-21T10:0\\d:\\d\\d\\.\\d{3}Z\\] "GET /api/vehicles/driver/City%20Truck HTTP/1\\.1" 200 - via_upstream - "-" 0 95 \\d+ \\d+ "203\\.0\\.113\\.10" "test" "${id}" "fleetman\\.example\\.com" "10\\.244\\.0\\.\\d+:80" outbound\\|80\\|\\|fleetman-webapp\\.default\\.svc\\.cluster\\.local 10\\.244\\.0\\.\\d+:\\d+ 10\\.244\\.0\\.\\d+:8080 203\\.0\\.113\\.10:\\d+ - -$`,
      ),
    );
    expect(last('staff-service')).toMatch(
      / inbound\|8080\|\| 127\.0\.0\.6:\d+ 10\.244\.0\.\d+:8080 10\.244\.0\.\d+:\d+ outbound_\.8080_\.safe_\.fleetman-staff-service\.default\.svc\.cluster\.local default$/,
    );
  });
});
