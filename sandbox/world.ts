import { createProxy } from './envoy/index';
import {
  createControlPlane,
  experimentalGatewayKinds,
  gatewayApiKinds,
  injector,
  notSimulated,
  webhookObjects,
  istioKinds,
  type Acquired,
} from './istio/index';
import {
  containerEnvironment,
  createApiServer,
  createKindRegistry,
  kubeKinds,
  startControllers,
  type ApiServer,
  type StoredObject,
} from './kube/index';
import { memoByObject } from './lib/memo';
import { Kernel, RandomSource } from './sim/index';
import { connectInternet, createRuntime, profileObjects, type Execute } from './runtime/index';
import { allCommands, createShell, createVirtualFiles, singleQuote, type ShellWorld } from './shell/index';
import { createTelemetry } from './telemetry/index';
import { apps } from './workloads/index';
import type { Fact, ForkOptions, World, WorldOptions } from './world-api';
import type { WorldParts } from './world-parts';
import { isDefined, restoreObjects } from './world-snapshot';
import { homeFiles } from './world-home';
import { SimulatedWorld } from './world-verbs';

/** 2026-11-21T10:00:00Z: the wall clock of a world that is not told otherwise. */
const START_EPOCH_MS = 1_795_255_200_000;
/** Longest that a new world may take to settle before it is handed out. */
const START_LIMIT_MS = 120_000;

// Gateway API first: with its definitions installed, `gateway` alone means its Gateway.
const WITH_GATEWAY_API = [...kubeKinds, ...gatewayApiKinds, ...experimentalGatewayKinds, ...istioKinds];
const WITHOUT_GATEWAY_API = [...kubeKinds, ...istioKinds];
/** Registries never change: worlds share them. */
const registryOf = memoByObject(createKindRegistry);

/**
 * Builds a world: an API server with its controllers, istiod, a node with living pods, and a shell in front.
 * The same options make the same world, event for event. Time has not passed yet when it is handed out.
 */
export function createWorld(options: WorldOptions): World {
  const { world, start } = prepareWorld(options);
  start();
  return world;
}

/**
 * The same world before anything is installed in it, for a host that wants to show a prompt meanwhile: until `start`
 * has been called nothing may be asked of it but a terminal.
 */
export function prepareWorld(options: WorldOptions): { readonly world: World; readonly start: () => void } {
  const world = new SimulatedWorld(assemble(options), goOn);
  return {
    world,
    start: () => {
      if (options.snapshot === undefined) furnish(world, options);
    },
  };
}

/**
 * @param objects of the snapshot, as an API server holds them
 * @param acquired what istiod knows of these objects
 */
function goOn(
  options: WorldOptions & ForkOptions,
  objects: readonly StoredObject[],
  acquired: Acquired,
): World {
  return new SimulatedWorld(assemble(options, objects, acquired), goOn);
}

function assemble(
  options: WorldOptions & ForkOptions,
  objects = options.snapshot && restoreObjects(options.snapshot),
  acquired?: Acquired,
): WorldParts {
  const { seed, snapshot } = options;
  const kernel = new Kernel();
  const startEpochMs = (options.startEpochMs ?? START_EPOCH_MS) + (snapshot?.nowMs ?? 0);
  const now = (): number => startEpochMs + Math.floor(kernel.nowMs);
  const random = new RandomSource(seed);
  const facts = new Set<(fact: Fact) => void>();
  const tell = (fact: Fact): void => {
    for (const listener of facts) listener(fact);
  };
  const files = createVirtualFiles(snapshot?.files ?? homeFiles(options));
  const kinds = registryOf(servesGatewayApi(options) ? WITH_GATEWAY_API : WITHOUT_GATEWAY_API);
  const api: ApiServer = createApiServer({
    kinds,
    now,
    random,
    mutators: [injector(() => controlPlane.injection())],
    notSimulated,
    ...(objects === undefined ? {} : { objects }),
  });
  if (snapshot !== undefined) restoreWebhooks(api);
  const telemetry = createTelemetry({ kernel, api, now });
  const controlPlane = createControlPlane({
    api,
    kernel,
    now,
    deliver: (proxyId, config, version) => {
      runtime.deliver(proxyId, config);
      tell({ type: 'push', proxy: proxyId, version });
    },
    fetchText: (url, timeoutMs) => runtime.fetchText(url, timeoutMs),
    acquired,
  });
  startControllers({ api, kernel, random, now });
  const execute: Execute = function* (location, words) {
    let output = '';
    const line = words.map(singleQuote).join(' ');
    const pod = api.get({ kind: 'Pod', namespace: location.namespace, name: location.pod });
    const env = pod === undefined ? {} : containerEnvironment(pod, location.container, api);
    const shell = createShell({ world: shellWorld, commands: allCommands, env });
    const exitCode = yield* shell.run(line, { location, write: (text) => (output += text) });
    return { exitCode, output };
  };
  const runtime = createRuntime({
    kernel,
    api,
    random,
    apps,
    createProxy,
    controlPlane,
    now,
    ...(options.telemetry === false ? {} : { telemetry }),
    execute,
    dualStack: options.dualStack ?? false,
  });
  connectInternet(runtime.external, random, now);
  const shellWorld: ShellWorld = {
    kernel,
    api,
    files,
    random: random.stream('shell'),
    now,
    network: runtime.network,
    logs: (namespace, pod, container, previous) => {
      const lines = runtime.logs(namespace, pod, container, previous);
      return lines && isIstiod(api, namespace, pod) && previous !== true ? controlPlane.log() : lines;
    },
    mesh: {
      proxies: () => runtime.proxies(),
      configDump: (proxy) => runtime.configDump(proxy),
      isEjected: (proxy, cluster, address) => runtime.proxy(proxy)?.isEjected(cluster, address) ?? false,
      admin: (proxy, method, target) => runtime.proxy(proxy)?.admin(method, target),
      agent: (namespace, pod, method, path) => runtime.agent(namespace, pod, method, path),
      credential: (proxy, sdsName) => controlPlane.credential(proxy, sdsName),
      identity: (proxy) => runtime.proxy(proxy)?.node.identity,
      node: (proxy) => controlPlane.node(proxy),
      syncStatus: () => controlPlane.status(),
    },
    notify: () => undefined,
  };
  api.watch(({ type, object }) => {
    const { namespace = '', name } = object.metadata;
    tell({ type: 'object', event: type, kind: object.kind, namespace, name });
  });
  files.watch((path) => {
    tell({ type: 'file', path });
  });
  telemetry.onRequest((id) => {
    tell({ type: 'request', id });
  });
  return {
    seed,
    startEpochMs,
    kernel,
    api,
    files,
    runtime,
    controlPlane,
    telemetry,
    shellWorld,
    newShell: () => createShell({ world: shellWorld, commands: allCommands }),
    facts,
    elapsedMs: () => (snapshot?.nowMs ?? 0) + kernel.nowMs,
  };
}

/** istiod's container is not simulated: what it writes comes from the control plane. */
function isIstiod(api: ApiServer, namespace: string, name: string): boolean {
  return (
    namespace === 'istio-system' &&
    api.get({ kind: 'Pod', namespace, name })?.metadata.labels?.app === 'istiod'
  );
}

/** Worlds were saved before the webhooks of an installation were objects: without those nothing would be injected. */
function restoreWebhooks(api: ApiServer): void {
  const kinds = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
  if (kinds.every((kind) => api.list(kind).length === 0))
    for (const object of webhookObjects) api.create(object);
}

/** A saved world goes on as it was. */
function servesGatewayApi({ gatewayApi = true, snapshot }: WorldOptions): boolean {
  if (snapshot === undefined) return gatewayApi;
  return isDefined(snapshot, 'gateways.gateway.networking.k8s.io');
}

/** Installs Istio, the app and what the lab has applied already, and lets everything start. */
function furnish(world: SimulatedWorld, { manifests = {}, applied = [], profile }: WorldOptions): void {
  for (const object of profileObjects(profile ?? 'default')) world.parts.api.create(object);
  const paths = [...Object.keys(manifests).map((name) => `samples/${name}`), ...applied];
  for (const path of paths) {
    const { exitCode, stderr } = world.run(`kubectl apply -f ${path}`);
    if (exitCode !== 0) throw new Error(`${path} was refused:\n${stderr}`);
  }
  world.settle(START_LIMIT_MS);
}
