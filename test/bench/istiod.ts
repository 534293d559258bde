import { DEFAULT_MESH_CONFIG, ObjectReader } from '../../sandbox/istio/discovery/index';
import { takeSnapshot, translate, type ProxyNodeInfo, type SnapshotInput } from '../../sandbox/istio/index';
import { createContext } from '../../sandbox/istio/translate/context';
import { mergeGateways } from '../../sandbox/istio/translate/gateways/merged-gateway';
import { gatewayRouteConfiguration } from '../../sandbox/istio/translate/route-configurations/gateway-route-configuration';
import { sidecarRouteConfiguration } from '../../sandbox/istio/translate/route-configurations/sidecar-route-configuration';
import { fetchedRouteNames } from '../../sandbox/istio/translate/route-configurations/route-names';
import type { KubeObject } from '../../sandbox/kube/index';
import { steadyMs, type Benchmark, type Measurement } from './benchmark';
import { istiodMeshes, type IstiodMesh } from './istiod-meshes';

const WARM_UP_MS = 3_000;
const RUNS = 41;

/**
 * What istiod's own benchmarks time, for one proxy, from objects it has read before and with nothing remembered of the
 * run before: everything (push context, listeners, routes, clusters; here endpoints too), and the routes by themselves.
 */
export function istiod(): Benchmark {
  return {
    name: 'istiod',
    summary:
      'full translation for one proxy of the meshes of istiod’s benchmarks, warm; the target is istiod’s time',
    run: () => istiodMeshes().flatMap((mesh) => [everything(mesh), routesAlone(mesh)]),
  };
}

function everything({ name, proxy, objects, istiodMs }: IstiodMesh): Measurement {
  const input = snapshotInput(objects);
  const node = benchmarkProxy(proxy);
  const value = steadyMs(WARM_UP_MS, RUNS, () => {
    input.reader.sections.forget();
    translate(takeSnapshot(input), node);
  });
  return { what: `${name}, everything`, value, unit: 'ms', target: istiodMs };
}

function routesAlone({ name, proxy, objects, istiodRoutesMs }: IstiodMesh): Measurement {
  const context = createContext(takeSnapshot(snapshotInput(objects)), benchmarkProxy(proxy));
  const names = fetchedRouteNames(translate(context.snapshot, context.proxy).listeners);
  const { serversByRouteName } = mergeGateways(context);
  const value = steadyMs(WARM_UP_MS, RUNS, () => {
    for (const route of names)
      if (proxy === 'router') gatewayRouteConfiguration(context, route, serversByRouteName.get(route) ?? []);
      else sidecarRouteConfiguration(context, route);
  });
  return { what: `${name}, routes alone`, value, unit: 'ms', target: istiodRoutesMs };
}

function snapshotInput(objects: readonly KubeObject[]): SnapshotInput & { readonly reader: ObjectReader } {
  const kinds = new Map<string, KubeObject[]>();
  for (const object of objects) {
    const known = kinds.get(object.kind);
    if (known) known.push(object);
    else kinds.set(object.kind, [object]);
  }
  const reader = new ObjectReader('cluster.local', DEFAULT_MESH_CONFIG);
  return { list: (kind) => kinds.get(kind) ?? [], reader };
}

function benchmarkProxy(type: ProxyNodeInfo['type']): ProxyNodeInfo {
  return {
    id: 'benchmark.default',
    type,
    namespace: 'default',
    labels: { 'istio.io/benchmark': 'true' },
    ip: '1.1.1.1',
    serviceAccount: 'default',
    dnsDomain: 'default.svc.cluster.local',
  };
}
