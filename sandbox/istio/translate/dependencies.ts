import type { ProxyConfig } from '../../envoy/config/index';
import { isSubsetOf, type ConfigKey } from '../discovery/index';
import type { Context } from './context';
import { localService } from './load-assignments/own-endpoints';
import type { ProxyNodeInfo } from './proxy/proxy-node';
import { isUpstream } from './clusters/gateway-services';
import { hasL4Rules } from './filter-chains/l4-match';
import { singlePodEndpoints } from './listeners/outbound-listeners';

/** A type of configuration that proxies are sent. */
export type XdsType = keyof ProxyConfig;

/** What one kind of object means to configuration. */
interface Dependency {
  /** The types that are computed from it; credentials are delivered otherwise. */
  readonly types: readonly XdsType[];
  /** At gateways, where it is more. */
  readonly gatewayTypes?: readonly XdsType[];
  /** Whether one such object concerns a sidecar, or a gateway. */
  readonly sidecar: Concerns;
  /** The same of a sidecar as it saw the mesh last, where that is less. */
  readonly sidecarBefore?: Concerns;
  readonly gateway: Concerns;
  /** What sidecars are configured from: the very same values as long as no such object changes that concerns them. */
  readonly inputs: (context: Context) => readonly unknown[];
}

type Concerns = (key: ConfigKey, context: Context) => boolean;

const everybody: Concerns = () => true;
const nobody: Concerns = () => false;
const nothing = (): readonly unknown[] => [];

/** Policies apply in their own namespace, those of the root namespace everywhere. */
const inReach: Concerns = ({ namespace }, { snapshot, scope }) =>
  namespace === snapshot.mesh.rootNamespace || namespace === scope.namespace;

const imported: Concerns = ({ namespace, name }, { scope }) =>
  scope.servicesByHostname.get(name)?.namespace === namespace;

const served: Concerns = ({ namespace, name }, { targets }) =>
  targets.some(({ service }) => service.hostname === name && service.namespace === namespace);

/** Its own like, where it asked for them. */
const watched: Concerns = ({ namespace, name }, context) => {
  if (!context.proxy.selfDiscovery) return false;
  const service = localService(context)?.service;
  return service?.hostname === name && service.namespace === namespace;
};

const all: readonly XdsType[] = ['clusters', 'loadAssignments', 'listeners', 'routeConfigurations'];

/**
 * What configuration rests on, kind by kind: both what is remembered of a translation and who is told of a change follow
 * from it (pilot/pkg/xds/proxy_dependencies.go, pilot/pkg/model/sidecar.go DependsOnConfig, and the kinds that each of
 * pilot/pkg/xds/{cds,eds,lds,rds}.go skips). A kind that is not listed concerns everybody and everything.
 */
const dependencies: Readonly<Record<string, Dependency>> = {
  ServiceEntry: {
    types: all,
    sidecar: (key, context) => imported(key, context) || served(key, context),
    sidecarBefore: (key, context) => imported(key, context) || watched(key, context),
    gateway: ({ name, namespace }, context) =>
      context.scope.servicesByHostname.has(name) && isUpstream(context, { hostname: name, namespace }),
    inputs: (context) => [
      context.snapshot.registry,
      context.snapshot.allocatedAddresses,
      ...context.scope.services,
      ...context.targets.flatMap(({ service, port, targetPort }) => [service, port, targetPort]),
      ...singlePodEndpoints(context),
    ],
  },
  Endpoints: {
    types: ['loadAssignments'],
    sidecar: (key, context) => imported(key, context) || watched(key, context),
    gateway: everybody,
    inputs: ({ snapshot }) => [snapshot.endpoints],
  },
  VirtualService: {
    types: ['clusters', 'listeners', 'routeConfigurations'],
    sidecar: ({ namespace, name }, { scope }) =>
      scope.egressListeners.some(({ virtualServices }) =>
        virtualServices.some((one) => one.name === name && one.namespace === namespace),
      ),
    gateway: everybody,
    // The services that it leads to are among those imported; routes are compared one by one.
    inputs: ({ scope }) =>
      scope.egressListeners.flatMap(({ virtualServices }) => virtualServices.filter(hasL4Rules)),
  },
  DestinationRule: {
    types: all,
    sidecar: ruleApplies,
    gateway: everybody,
    inputs: ({ snapshot }) => [snapshot.destinationRules],
  },
  Sidecar: {
    types: ['clusters', 'listeners', 'routeConfigurations'],
    sidecar: ({ namespace, name }, { scope: { sidecar } }) =>
      sidecar?.name === name && sidecar.namespace === namespace,
    gateway: nobody,
    inputs: ({ scope }) => [scope.sidecar],
  },
  PeerAuthentication: {
    types: ['clusters', 'loadAssignments', 'listeners'],
    sidecar: (key, context) =>
      inReach(key, context) || context.scope.services.some(({ namespace }) => namespace === key.namespace),
    gateway: everybody,
    inputs: ({ snapshot }) => [snapshot.peerAuthentications],
  },
  RequestAuthentication: {
    types: ['listeners'],
    // It may name the server of a key set, which proxies that fetch those themselves need a cluster for.
    gatewayTypes: ['clusters', 'listeners'],
    sidecar: inReach,
    gateway: everybody,
    inputs: ({ snapshot }) => [snapshot.requestAuthentications],
  },
  AuthorizationPolicy: {
    types: ['listeners'],
    sidecar: inReach,
    gateway: everybody,
    inputs: ({ snapshot }) => [snapshot.authorizationPolicies],
  },
  Telemetry: {
    types: ['listeners'],
    sidecar: inReach,
    gateway: everybody,
    inputs: ({ snapshot }) => [snapshot.telemetries],
  },
  EnvoyFilter: { types: all, sidecar: inReach, gateway: everybody, inputs: nothing },
  WasmPlugin: { types: ['listeners'], sidecar: inReach, gateway: everybody, inputs: nothing },
  TrafficExtension: { types: ['listeners'], sidecar: inReach, gateway: everybody, inputs: nothing },
  Gateway: {
    types: ['clusters', 'listeners', 'routeConfigurations'],
    sidecar: nobody,
    gateway: everybody,
    inputs: nothing,
  },
  /** Workloads as ambient mode tells of them: only who asks for them hears of them. */
  Address: { types: [], sidecar: nobody, gateway: nobody, inputs: nothing },
  /** Credentials are delivered otherwise; who may have them is the gateways' listeners' business. */
  Secret: { types: [], sidecar: nobody, gateway: everybody, inputs: nothing },
  ConfigMap: { types: [], sidecar: nobody, gateway: everybody, inputs: nothing },
  ReferenceGrant: { types: ['listeners'], sidecar: nobody, gateway: everybody, inputs: nothing },
  /** Its labels, ports and place are what a proxy says of itself. */
  Pod: {
    types: all,
    sidecar: isOwnPod,
    gateway: isOwnPod,
    inputs: ({ locality }) => [locality],
  },
  MeshConfig: {
    types: all,
    sidecar: everybody,
    gateway: everybody,
    inputs: ({ snapshot }) => [snapshot.mesh, snapshot.networks, snapshot.features, snapshot.keySets],
  },
};

/** Lists everything that some types of a sidecar's configuration are computed from. */
export function inputsOf(...types: readonly XdsType[]): (context: Context) => unknown[] {
  const lists = Object.values(dependencies)
    .filter((dependency) => dependency.types.some((type) => types.includes(type)))
    .map(({ inputs }) => inputs);
  return (context) => lists.flatMap((inputs) => inputs(context));
}

/** Whether something that changed concerns a proxy, as the mesh is in this context. */
export function concerns(key: ConfigKey, context: Context): boolean {
  const dependency = dependencies[key.kind];
  if (dependency === undefined) return true;
  return dependency[context.proxy.type === 'router' ? 'gateway' : 'sidecar'](key, context);
}

/** Whether it concerned a proxy as the mesh was: services that it is no instance of any more are none of its business. */
export function concernedBefore(key: ConfigKey, before: Context): boolean {
  const { sidecarBefore } = dependencies[key.kind] ?? {};
  return sidecarBefore && before.proxy.type === 'sidecar'
    ? sidecarBefore(key, before)
    : concerns(key, before);
}

/** Whether a type of a proxy's configuration may differ after a change that concerns it. */
export function isComputedFrom(type: XdsType, { kind }: ConfigKey, proxy: ProxyNodeInfo): boolean {
  const dependency = dependencies[kind];
  if (dependency === undefined) return true;
  const { types, gatewayTypes = types } = dependency;
  return (proxy.type === 'router' ? gatewayTypes : types).includes(type);
}

/** A rule concerns whoever may call what it is for, whether or not its workload selector lets it take effect. */
function ruleApplies({ namespace, name }: ConfigKey, { snapshot, scope }: Context): boolean {
  const host = snapshot.destinationRules.hostOf(namespace, name);
  if (host === undefined) return false;
  return scope.services.some(
    (service) =>
      isSubsetOf(service.hostname, host) &&
      snapshot.destinationRules
        .rulesFor(scope.namespace, service)
        .some(({ from }) => from.some((one) => one.name === name && one.namespace === namespace)),
  );
}

function isOwnPod({ namespace, name }: ConfigKey, { proxy }: Context): boolean {
  return proxy.id === `${name}.${namespace}`;
}
