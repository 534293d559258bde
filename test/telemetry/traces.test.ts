import { describe, expect, it } from 'vitest';
import { createWorld, type MeshTrace, type World } from '../../sandbox/index';
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
`;

function settings(provider: string, percent: number): string {
  return `
apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data:
  mesh: |
    extensionProviders:
    - name: zipkin
      zipkin: {service: zipkin.istio-system.svc.cluster.local, port: 9411}
    - name: otel
      opentelemetry: {service: otel.istio-system.svc.cluster.local, port: 4317}
---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: mesh-default, namespace: istio-system}
spec:
  tracing:
  - {providers: [{name: ${provider}}], randomSamplingPercentage: ${String(percent)}}
`;
}

const DRIVER = 'http://fleetman.example.com/api/vehicles/driver/City%20Truck';

function fleetman(...manifests: readonly string[]): World {
  const all = [...manifestsOf('fleetman'), DOOR, ...manifests];
  const world = createWorld({
    seed: 4,
    manifests: Object.fromEntries(all.map((text, index) => [`${String(100 + index)}.yaml`, text])),
  });
  world.settle();
  return world;
}

/** Traces of the learner's requests; vehicles make their own. */
function ofDrivers(world: World): MeshTrace[] {
  const ids = new Set(world.requests().map(({ id }) => id));
  return world.traces().filter(({ spans }) => spans.some(({ request }) => ids.has(request)));
}

/** `webapp.default client`, indented below the span that caused it. */
function shapeOf({ spans }: MeshTrace): string[] {
  const depth = (parentId: string | undefined): number => {
    const parent = spans.find(({ spanId }) => spanId === parentId);
    return parent === undefined ? 0 : 1 + depth(parent.parentId);
  };
  return spans.map(({ parentId, service, kind }) => `${'  '.repeat(depth(parentId))}${service} ${kind}`);
}

describe('traces', () => {
  it('are not made unless the mesh is told to', () => {
    const world = fleetman();
    world.fetch({ url: DRIVER });
    expect(world.traces()).toEqual([]);
  });

  it('hang together where applications pass B3 headers on', () => {
    const world = fleetman(settings('zipkin', 100));
    world.fetch({ url: DRIVER });
    const [trace, ...others] = ofDrivers(world);
    expect(others).toEqual([]);
    expect(trace && shapeOf(trace)).toEqual([
      'istio-ingressgateway.istio-system client',
      '  webapp.default server',
      '    webapp.default client',
      '      api-gateway.default server',
      '        api-gateway.default client',
      '          staff-service.default server',
    ]);
    expect(trace?.spans[0]).toMatchObject({
      operation: 'fleetman-webapp.default.svc.cluster.local:80/*',
      tags: {
        component: 'proxy',
        'http.method': 'GET',
        'http.status_code': '200',
        'http.url': DRIVER,
        upstream_cluster: 'outbound|80||fleetman-webapp.default.svc.cluster.local',
        response_flags: '-',
        'istio.namespace': 'istio-system',
      },
    });
    expect(trace?.spans[0]?.tags['guid:x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-9[0-9a-f]{3}-/);
  });

  it('break where an application drops the header that carries them', () => {
    // These applications pass on what begins with x-, and traceparent does not.
    const world = fleetman(settings('otel', 100));
    world.fetch({ url: DRIVER });
    expect(ofDrivers(world).map(shapeOf)).toEqual([
      [
        'istio-ingressgateway.istio-system client',
        '  webapp.default server',
        '    webapp.default client',
        '      api-gateway.default server',
      ],
      ['api-gateway.default client', '  staff-service.default server'],
    ]);
  });

  it('are kept for a share of the requests', () => {
    const world = fleetman(settings('zipkin', 10));
    for (let i = 0; i < 400; i++) world.fetch({ url: DRIVER });
    const kept = ofDrivers(world).length;
    expect(kept).toBeGreaterThan(20); // 40, give or take three standard deviations
    expect(kept).toBeLessThan(60);
  });

  it.each([
    ['1', 1],
    ['0', 0],
  ])('follow the sender who says x-b3-sampled: %s', (sampled, kept) => {
    const world = fleetman(settings('zipkin', sampled === '1' ? 0 : 100));
    const headers = {
      'x-b3-traceid': '463ac35c9f6413ad48485a3953bb6124',
      'x-b3-spanid': 'a2fb4a1d1a96d312',
      'x-b3-sampled': sampled,
    };
    world.fetch({ url: DRIVER, headers });
    const traces = ofDrivers(world);
    expect(traces).toHaveLength(kept);
    for (const { traceId, spans } of traces) {
      expect(traceId).toBe(headers['x-b3-traceid']);
      expect(spans[0]?.parentId).toBe(headers['x-b3-spanid']);
    }
  });
});
