import type { GatewaySpec, PeerAuthenticationSpec } from './api/index';
import { allocateAddresses } from './allocate-addresses';
import { compareByCreationTime, type Config } from './config';
import { mergeDelegates } from './delegate';
import { DestinationRuleIndex } from './destination-rule-index';
import { DEFAULT_FEATURES, type Features } from './features';
import { DEFAULT_MESH_CONFIG, type MeshConfig } from './mesh-config';
import { ObjectReader } from './object-reader';
import { PeerAuthenticationIndex } from './peer-authentication';
import type { PodModel } from './pod';
import { readIngresses } from './read-ingresses';
import { readServices } from './read-services';
import { ServiceRegistry } from './service-registry';
import { SidecarScopes } from './sidecar-scope';
import type { SnapshotInput } from './snapshot-input';
import { VirtualServiceIndex } from './virtual-service-index';

/** Everything translation may look at, frozen in time (istiod's PushContext). */
export interface Snapshot {
  readonly mesh: MeshConfig;
  readonly clusterDomain: string;
  readonly registry: ServiceRegistry;
  readonly virtualServices: VirtualServiceIndex;
  readonly destinationRules: DestinationRuleIndex;
  /** Oldest first. */
  readonly gateways: readonly Config<GatewaySpec>[];
  readonly peerAuthentications: PeerAuthenticationIndex;
  readonly scopes: SidecarScopes;
  readonly podsByIp: ReadonlyMap<string, PodModel>;
  readonly features: Features;
  /** By `namespace/hostname`, for proxies that answer DNS themselves; empty unless istiod chooses addresses. */
  readonly allocatedAddresses: ReadonlyMap<string, string>;
}

/** Reads the cluster's objects into an immutable snapshot. */
export function takeSnapshot(input: SnapshotInput): Snapshot {
  const features = { ...DEFAULT_FEATURES, ...input.features };
  const mesh: MeshConfig = { ...DEFAULT_MESH_CONFIG, ...input.meshConfig };
  const domain = input.clusterDomain ?? 'cluster.local';
  const reader = input.reader ?? new ObjectReader(domain, mesh, input.configDomain ?? domain);
  const { clusterDomain } = reader;
  const { services, endpoints, podsByIp } = readServices(input, reader, mesh);
  const registry = new ServiceRegistry(services, endpoints);
  const ingress = readIngresses(input, reader, services, mesh);
  const virtualServices = new VirtualServiceIndex(
    mergeDelegates(
      [...reader.virtualServices(input), ...reader.meshRoutes(input), ...ingress.virtualServices].sort(
        (a, b) => compareByCreationTime(a.config, b.config),
      ),
      mesh.defaultVirtualServiceExportTo,
    ),
    mesh.defaultVirtualServiceExportTo,
  );
  return {
    mesh,
    clusterDomain,
    registry,
    virtualServices,
    destinationRules: new DestinationRuleIndex(
      reader.destinationRules(input),
      mesh.rootNamespace,
      mesh.defaultDestinationRuleExportTo,
    ),
    gateways: [
      ...reader.configs<GatewaySpec>(input, 'Gateway', 'networking.istio.io'),
      ...ingress.gateways,
    ].sort(compareByCreationTime),
    peerAuthentications: new PeerAuthenticationIndex(
      reader.configs<PeerAuthenticationSpec>(input, 'PeerAuthentication', 'security.istio.io'),
      mesh.rootNamespace,
    ),
    scopes: new SidecarScopes(reader.configs(input, 'Sidecar', 'networking.istio.io'), {
      registry,
      virtualServices,
      mesh,
    }),
    podsByIp,
    features,
    allocatedAddresses: features.ipAutoallocate ? new Map() : allocateAddresses(services),
  };
}
