import type { ProxyConfig } from '../../sandbox/envoy/config/index';
import { DEFAULT_MESH_CONFIG, ObjectReader, SectionMemo } from '../../sandbox/istio/discovery/index';
import { takeSnapshot, translate, type ProxyNodeInfo, type SnapshotInput } from '../../sandbox/istio/index';
import type { KubeObject } from '../../sandbox/kube/index';
import { medianMs, type Benchmark } from './benchmark';
import { usedHeapMB } from './used-heap';

const SERVICES = 1_000;
const SIDECARS = 10;

/** One edited VirtualService of a large mesh: what its push costs beside a push that computes everything. */
export function incrementalPush(): Benchmark {
  return {
    name: 'incremental-push',
    summary: '1,000 services with VirtualServices and DestinationRules, 10 sidecars',
    run() {
      const beforeMB = usedHeapMB();
      const mesh = new LargeMesh();
      const fullMs = medianMs(7, () => {
        mesh.forget();
        mesh.push();
      });
      const heapMB = usedHeapMB() - beforeMB;
      let edit = 0;
      const editAndPush = (): void => {
        mesh.edit(edit++ % SERVICES, edit);
        mesh.push();
      };
      medianMs(20, editAndPush);
      const editMs = medianMs(40, editAndPush);
      return [
        { what: 'everything computed', value: fullMs, unit: 'ms' },
        { what: 'one VirtualService edited', value: editMs, unit: 'ms' },
        { what: 'share of the full push', value: (editMs / fullMs) * 100, unit: '%', target: 2 },
        { what: 'heap of the mesh and all configurations', value: heapMB, unit: 'MB', target: 150 },
      ];
    },
  };
}

/** A proxy with what is remembered of it, and its configuration: all of it counts as memory. */
class ConnectedSidecar {
  readonly memo = new SectionMemo();
  config: ProxyConfig | undefined;

  constructor(readonly node: ProxyNodeInfo) {}
}

/** The control plane's part of a mesh, without the API server around it. */
class LargeMesh {
  readonly #services = indices().map(service);
  readonly #slices = indices().map(slice);
  readonly #rules = indices().map(destinationRule);
  readonly #routes = indices().map((i) => virtualService(i, 10));
  readonly #proxies = Array.from({ length: SIDECARS }, (_, i) => new ConnectedSidecar(sidecar(i)));
  #reader = new ObjectReader('cluster.local', DEFAULT_MESH_CONFIG);

  edit(index: number, weight: number): void {
    this.#routes[index] = virtualService(index, weight % 100);
  }

  forget(): void {
    this.#reader = new ObjectReader('cluster.local', DEFAULT_MESH_CONFIG);
    for (const { memo } of this.#proxies) memo.forget();
  }

  push(): void {
    const snapshot = takeSnapshot(this.#input());
    for (const proxy of this.#proxies) proxy.config = translate(snapshot, proxy.node, proxy.memo);
  }

  #input(): SnapshotInput {
    const kinds: Readonly<Record<string, readonly KubeObject[]>> = {
      Service: this.#services,
      EndpointSlice: this.#slices,
      DestinationRule: this.#rules,
      VirtualService: this.#routes,
    };
    return { list: (kind) => kinds[kind] ?? [], reader: this.#reader };
  }
}

function indices(): number[] {
  return Array.from({ length: SERVICES }, (_, index) => index);
}

function service(i: number): KubeObject {
  return object('v1', 'Service', i, {
    clusterIP: address('10.96', i),
    selector: { app: `svc-${String(i)}` },
    ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }],
  });
}

function slice(i: number): KubeObject {
  const base = object('discovery.k8s.io/v1', 'EndpointSlice', i, undefined);
  return {
    ...base,
    metadata: { ...base.metadata, labels: { 'kubernetes.io/service-name': `svc-${String(i)}` } },
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    endpoints: [{ addresses: [address('10.244', i)], conditions: { ready: true } }],
  };
}

function destinationRule(i: number): KubeObject {
  return object('networking.istio.io/v1', 'DestinationRule', i, {
    host: `svc-${String(i)}`,
    subsets: ['v1', 'v2'].map((version) => ({ name: version, labels: { version } })),
  });
}

function virtualService(i: number, canary: number): KubeObject {
  const host = `svc-${String(i)}`;
  return object('networking.istio.io/v1', 'VirtualService', i, {
    hosts: [host],
    http: [
      {
        route: [
          { destination: { host, subset: 'v1' }, weight: 100 - canary },
          { destination: { host, subset: 'v2' }, weight: canary },
        ],
      },
    ],
  });
}

function object(apiVersion: string, kind: string, i: number, spec: unknown): KubeObject {
  const name = `svc-${String(i)}`;
  const metadata = {
    name,
    namespace: 'default',
    uid: `${kind}/${name}`,
    creationTimestamp: '2026-01-01T00:00:00Z',
  };
  return { apiVersion, kind, metadata, ...(spec === undefined ? {} : { spec }) };
}

function address(prefix: string, i: number): string {
  return `${prefix}.${String(i >> 8)}.${String(i & 255)}`;
}

function sidecar(i: number): ProxyNodeInfo {
  return {
    id: `client-${String(i)}.default`,
    type: 'sidecar',
    namespace: 'default',
    labels: { app: `client-${String(i)}` },
    ip: address('10.245', i),
    serviceAccount: 'default',
    dnsDomain: 'default.svc.cluster.local',
  };
}
