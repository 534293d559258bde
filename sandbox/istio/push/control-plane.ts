import type { ProxyConfig } from '../../envoy/config/index';
import type { ApiServer, KubeObject } from '../../kube/index';
import { compareText } from '../../lib/compare-text';
import type { Credential } from '../../lib/x509/index';
import { settled, type Kernel, type Process } from '../../sim/index';
import {
  changesBetween,
  DEFAULT_MESH_CONFIG,
  ObjectReader,
  SectionMemo,
  takeSnapshot,
  type ConfigKey,
  type NameTable,
  type MeshConfig,
  type MeshNetworks,
  type Snapshot,
} from '../discovery/index';
import {
  DEFAULT_INJECTION,
  installedOptions,
  isInjectorConfigMap,
  withMesh,
  type InjectionOptions,
} from '../inject/index';
import { startManagedGateways, writeStatuses } from '../gateway-controller/index';
import { startRootCertificates } from '../namespace-controller/index';
import {
  isMeshConfigMap,
  MESH_CONFIG_MAP,
  readMeshConfig,
  readMeshNetworks,
  written,
} from '../mesh-config-map/index';
import { remoteKeySet, type ProxyNodeInfo } from '../translate/index';
import { acquiredMemo, acquiredReader, unlessChanged, type Acquired } from './acquired';
import { toNode, type ConnectedProxy } from './connected-proxy';
import { refusal } from './connection-identity';
import { Debounce } from './debounce';
import { meshObjectsOf } from './mesh-objects-of';
import { isIstiodDeployment, readFeatures, noteUnreadVariables } from './istiod-environment';
import { startedWith } from './started-with';
import type { ProxyStatus } from './proxy-status';
import { KeySets, type FetchText } from './key-sets';
import { IstiodLog } from './istiod-log';
import { mergeRequests, pushRequest, type PushRequest } from './push-request';
import { RefusedProxies } from './refused-proxies';
import { isRelevant } from './relevant';
import { ProxyConnection, type PushSource } from './proxy-connection';
import { NameDiscovery } from './name-discovery';
import { XdsStream } from './xds-stream';

export interface ControlPlaneOptions {
  readonly api: ApiServer;
  readonly kernel: Kernel;
  /** Hands a proxy what it holds from now on. @param version of the push; a push may arrive in several steps */
  readonly deliver: (proxyId: string, config: ProxyConfig, version: string) => void;
  readonly meshConfig?: Partial<MeshConfig>;
  /** How istiod reaches the key servers that RequestAuthentications name; without it no key set can be had. */
  readonly fetchText?: FetchText;
  /** What another istiod knew of the very same objects. */
  readonly acquired?: Acquired | undefined;
  /** Virtual wall clock, epoch milliseconds. */
  now(): number;
}

/** istiod: watches the API server and keeps every connected proxy's configuration up to date. */
export interface ControlPlane {
  /** The proxy gets its configuration as an event of the present instant. */
  connect(proxy: ConnectedProxy): void;
  disconnect(proxyId: string): void;
  /** What certificates of proxies that start now are made out for: the mesh's `trustDomain`. */
  readonly trustDomain: string;
  /** What a proxy holds where its configuration names a secret; undefined for a name that is no credential. */
  credential(proxyId: string, sdsName: string): Credential | undefined;
  /** The hosts that a proxy's agent answers DNS for; the same object as long as nothing changes. */
  names(proxyId: string): NameTable | undefined;
  /** What `istioctl proxy-status` prints; sorted by proxy. */
  status(): readonly ProxyStatus[];
  /** What proxies were configured from last. */
  snapshot(): Snapshot;
  /** Who a connected proxy is, and what it was started with. */
  node(proxyId: string): ProxyNodeInfo | undefined;
  /** What istiod wrote about its own work, oldest first. */
  log(): ReturnType<IstiodLog['read']>;
  /** What new pods are injected with. */
  injection(): InjectionOptions;
  /** Changes were seen that have not been pushed yet. */
  readonly pending: boolean;
  /** What it has worked out, for an istiod that goes on from the objects as they are now. */
  acquired(): Acquired;
}

const CLUSTER_DOMAIN = 'cluster.local';

/** Starts istiod on an API server. */
export function createControlPlane(options: ControlPlaneOptions): ControlPlane {
  const { api, kernel, acquired } = options;
  const started: MeshConfig = { ...DEFAULT_MESH_CONFIG, ...options.meshConfig };
  const log = new IstiodLog(() => options.now());
  const writtenMesh = (): MeshConfig | undefined =>
    log.heeding(readMeshConfig(written(api.get(MESH_CONFIG_MAP), 'mesh'), started));
  const writtenNetworks = (): MeshNetworks | undefined =>
    log.heeding(readMeshNetworks(written(api.get(MESH_CONFIG_MAP), 'meshNetworks')));
  const firstMesh = writtenMesh() ?? started;
  let reader = acquiredReader(acquired, firstMesh) ?? new ObjectReader(CLUSTER_DOMAIN, firstMesh);
  let features = unlessChanged(acquired?.features, readFeatures(api));
  let meshNetworks = unlessChanged(acquired?.meshNetworks, writtenNetworks() ?? {});
  let installed = installedOptions(api) ?? DEFAULT_INJECTION;
  const connections = new Map<string, ProxyConnection>();
  let snapshot: Snapshot | undefined;
  /** What was pushed last, and what is still to be pushed besides what differs from it. */
  let pushed: Snapshot | undefined;
  let postponed: PushRequest | undefined;
  let version = 0;

  const current = (): Snapshot => {
    snapshot ??= takeSnapshot({
      ...meshObjectsOf(api),
      reader,
      features,
      meshNetworks,
      keySets: keySets.fetched,
    });
    return snapshot;
  };
  const names = new NameDiscovery();
  const source: PushSource = {
    kernel,
    current,
    lookUp: (kind, namespace, name) => api.get({ kind, namespace, name }),
  };
  const debounce = new Debounce(kernel, (request) => {
    postponed = mergeRequests(postponed, request);
    const wanted = current().requestAuthentications.rules;
    keySets.want(wanted.filter((rule) => remoteKeySet(rule, current()) === undefined));
    if (keySets.busy) return;
    const changes = pushed ? changesBetween(pushed, current()) : undefined;
    const merged = mergeRequests(postponed, pushRequest(kernel.nowUs, changes));
    postponed = undefined;
    pushed = current();
    for (const connection of [...connections.values()]) connection.push(merged);
    writeStatuses(api, current().statuses, options.now());
  });
  const keySets = new KeySets(kernel, options.fetchText ?? offline, () => {
    snapshot = undefined;
    debounce.trigger(pushRequest(kernel.nowUs));
  });
  const readMesh = (): void => {
    const mesh = writtenMesh();
    meshNetworks = writtenNetworks() ?? meshNetworks;
    if (mesh !== undefined) startOver(mesh);
  };
  const startOver = (mesh: MeshConfig): void => {
    reader = new ObjectReader(CLUSTER_DOMAIN, mesh);
    for (const connection of connections.values()) connection.startOver();
  };
  startManagedGateways({ api, kernel });
  startRootCertificates({ api, kernel });
  api.watch((event) => {
    if (!isRelevant(event)) return;
    const { object } = event;
    const isGlobal = isMeshConfigMap(object) || isIstiodDeployment(object);
    if (isMeshConfigMap(object)) readMesh();
    if (isInjectorConfigMap(object)) installed = installedOptions(api) ?? installed;
    if (isIstiodDeployment(object)) {
      features = readFeatures(api);
      startOver(reader.mesh);
      noteUnreadVariables(api, options.now());
    }
    snapshot = undefined;
    debounce.trigger(pushRequest(kernel.nowUs, isGlobal ? undefined : credentialKeys(object)));
  });

  const connect = (proxy: ConnectedProxy): void => {
    const problem = features.xdsIdentityCheck ? refusal(proxy) : undefined;
    if (problem !== undefined) {
      log.warn({ message: problem, scope: 'ads' });
      refused.add(proxy);
      return;
    }
    refused.forget(proxy.id);
    const stream = new XdsStream(kernel, {
      nextVersion: () => String(++version),
      deliver: (config, pushed) => {
        options.deliver(proxy.id, config, pushed);
      },
    });
    const node = {
      ...toNode(proxy, CLUSTER_DOMAIN),
      ...startedWith(proxy.environment ?? {}, reader.mesh),
    };
    const connection = new ProxyConnection(node, stream, source, acquiredMemo(acquired, node));
    connections.get(proxy.id)?.close();
    connections.set(proxy.id, connection);
    connection.pushAfter(0);
  };
  const refused = new RefusedProxies(kernel, connect);

  return {
    connect,
    disconnect(proxyId) {
      refused.forget(proxyId);
      connections.get(proxyId)?.close();
      connections.delete(proxyId);
    },
    status: () =>
      [...connections.values()]
        .map((connection) => connection.status())
        .sort((a, b) => compareText(a.proxy, b.proxy)),
    credential: (proxyId, sdsName) => connections.get(proxyId)?.credential(sdsName),
    names(proxyId) {
      const node = connections.get(proxyId)?.node;
      return node && names.of(current(), node);
    },
    snapshot: current,
    log: () => log.read(),
    injection: () => withMesh(installed, reader.mesh),
    node: (proxyId) => connections.get(proxyId)?.node,
    get trustDomain() {
      return reader.mesh.trustDomain;
    },
    get pending() {
      return debounce.pending || keySets.busy;
    },
    acquired: () => ({
      reader: reader.copy(),
      features,
      meshNetworks,
      proxies: new Map(
        [...connections].map(([id, { node, memo }]) => [id, { node, memo: new SectionMemo(memo) }]),
      ),
    }),
  };
}

/** Secrets and ConfigMaps may be credentials; what else changed is told by what was made of it. */
function credentialKeys({ kind, metadata: { namespace = '', name } }: KubeObject): ConfigKey[] {
  return kind === 'Secret' || kind === 'ConfigMap' ? [{ kind, namespace, name }] : [];
}

/** Answers nothing. */
function offline(): Process<undefined> {
  return settled(undefined);
}
