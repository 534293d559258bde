import {
  DEFAULT_MESH_CONFIG,
  findManagedGateways,
  nameTable,
  ObjectReader,
  SectionMemo,
  type Features,
} from '../../sandbox/istio/discovery/index';
import { managedObjects } from '../../sandbox/istio/gateway-controller/managed-objects';
import { injectSidecar, takeSnapshot, type MeshConfig, type Snapshot } from '../../sandbox/istio/index';
import {
  createContext,
  translateContext,
  type Context,
  type ProxyNodeInfo,
} from '../../sandbox/istio/translate/index';
import { sameJson, type KubeObject } from '../../sandbox/kube/index';
import { ingress, sidecar } from '../translate/support/mesh';

/** Providers that policies and Telemetries name, and nothing else that is not the default. */
export const MESH: Partial<MeshConfig> = {
  inboundClusterStatName: '%SERVICE%_%SERVICE_PORT_NAME%',
  extensionProviders: [
    { name: 'asked', envoyExtAuthzHttp: { service: 'api.default.svc.cluster.local', port: 80 } },
    { name: 'file', envoyFileAccessLog: { path: '/dev/stdout', logFormat: { text: '%PROTOCOL%' } } },
    { name: 'zipkin', zipkin: { service: 'api.default.svc.cluster.local', port: 80 } },
    { name: 'prometheus', prometheus: {} },
  ],
};

/** One of each kind of proxy. */
export const NODES: readonly ProxyNodeInfo[] = [
  sidecar({ labels: { app: 'client', version: 'v1' }, locality: 'r1/z1/s1' }),
  sidecar({
    id: 'web-v1.default',
    labels: { app: 'web', version: 'v1' },
    ip: '10.244.1.1',
    serviceAccount: 'web',
  }),
  sidecar({ id: 'client.other', namespace: 'other', ip: '10.244.3.1' }),
  ingress(),
  sidecar({
    id: 'entry.default',
    type: 'router',
    labels: { 'gateway.networking.k8s.io/gateway-name': 'entry' },
    ip: '10.244.0.3',
    serviceAccount: 'entry-istio',
  }),
];

const FEATURES: Partial<Features> = { tlsOnSidecarIngress: true, jwksFetchMode: 'hybrid' };
const NETWORKS = {
  networks: {
    n1: { endpoints: [{ fromCidr: '10.77.9.0/24' }], gateways: [{ address: '192.0.2.1', port: 15443 }] },
  },
};
/** The key sets that were fetched from where the samples say they are. */
const KEY_SETS = new Map([['https://issuer.example.com https://issuer.example.com/keys', '{"keys":[{}]}']]);

/** What proxies accept, and where they send it. */
const SIDES = [new Set(['listeners'] as const), new Set(['clusters'] as const)];

/** What a proxy gets, each side of it translated when it is asked for. */
export function configurationParts(
  snapshot: Snapshot,
  node: ProxyNodeInfo,
  memo = new SectionMemo(),
): Outcome {
  let context: Context | undefined;
  return SIDES.map(
    (types) => () => translateContext((context ??= createContext(snapshot, node)), memo, types),
  );
}

/** A mesh whose objects are exchanged again and again: what did not change is not computed anew. */
export class TriedMesh {
  readonly #mesh: MeshConfig = { ...DEFAULT_MESH_CONFIG, ...MESH };
  readonly #reader = new ObjectReader('cluster.local', this.#mesh);
  readonly #proxies = NODES.map((node) => ({ node, memo: new SectionMemo() }));

  /** All that istiod makes of objects, part by part: what proxies get, what is written back, what it runs and injects. */
  outcome(objects: readonly KubeObject[]): Outcome {
    const list = (kind: string): KubeObject[] => objects.filter((object) => object.kind === kind);
    const snapshot = takeSnapshot({
      list,
      reader: this.#reader,
      features: FEATURES,
      meshNetworks: NETWORKS,
      keySets: KEY_SETS,
    });
    return [
      ...this.#proxies.flatMap(({ node, memo }) => configurationParts(snapshot, node, memo)),
      () => snapshot.statuses,
      () => nameTable(snapshot.scopes.forWorkload('default', { app: 'client' }), snapshot),
      () =>
        findManagedGateways({ list: (key) => objects.filter((object) => isOf(object, key)) }).map(
          managedObjects,
        ),
      () =>
        list('Pod')
          .filter(({ metadata }) => metadata.name === 'web-v1')
          .map((pod) => injectSidecar(pod, 'default', list('ProxyConfig'))),
    ];
  }
}

/** What comes of a mesh, each part computed when it is asked for. */
type Outcome = readonly (() => unknown)[];

/** Tells outcomes from the one of a mesh as it is. */
export class Comparison {
  readonly #known = new Map<number, unknown>();
  /** The parts; where the last differences were, the next one is looked for first. */
  #order: readonly number[];

  constructor(private readonly before: Outcome) {
    this.#order = [...before.keys()];
  }

  differs(after: Outcome): boolean {
    const found = this.#order.find((part) => !sameJson(this.#valueOf(part), after[part]?.()));
    if (found === undefined) return false;
    this.#order = [found, ...this.#order.filter((part) => part !== found)];
    return true;
  }

  #valueOf(part: number): unknown {
    if (!this.#known.has(part)) this.#known.set(part, this.before[part]?.());
    return this.#known.get(part);
  }
}

/** By the name of its kind, or by that and its group. */
function isOf({ kind, apiVersion }: KubeObject, key: string): boolean {
  return key === kind || key === `${kind}.${apiVersion.split('/')[0] ?? ''}`;
}
