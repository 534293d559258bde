import { DEFAULT_MESH_CONFIG, ObjectReader } from '../../sandbox/istio/discovery/index';
import { takeSnapshot, translate, type ProxyNodeInfo, type SnapshotInput } from '../../sandbox/istio/index';
import type { KubeObject } from '../../sandbox/kube/index';
import { medianMs, type Benchmark, type Measurement } from './benchmark';
import { istiodMeshes, type IstiodMesh } from './istiod-meshes';

/** Everything istiod computes for one proxy of its own benchmark meshes, from objects it has read before. */
export function istiod(): Benchmark {
  return {
    name: 'istiod',
    summary: 'push context, routes, clusters and listeners of one proxy in the meshes of istiod’s benchmarks',
    run: () => istiodMeshes().map(fullTranslation),
  };
}

function fullTranslation({ name, proxy, objects, istiodMs }: IstiodMesh): Measurement {
  const reader = new ObjectReader('cluster.local', DEFAULT_MESH_CONFIG);
  const kinds = byKind(objects);
  const input: SnapshotInput = { list: (kind) => kinds.get(kind) ?? [], reader };
  const node = benchmarkProxy(proxy);
  const work = (): void => {
    reader.sections.forget();
    translate(takeSnapshot(input), node);
  };
  medianMs(10, work);
  return { what: name, value: medianMs(20, work), unit: 'ms', target: istiodMs };
}

function byKind(objects: readonly KubeObject[]): ReadonlyMap<string, readonly KubeObject[]> {
  const kinds = new Map<string, KubeObject[]>();
  for (const object of objects) {
    const known = kinds.get(object.kind);
    if (known) known.push(object);
    else kinds.set(object.kind, [object]);
  }
  return kinds;
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
