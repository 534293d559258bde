import { memoByObject } from '../../lib/memo';
import type {
  AuthorizationPolicySpec,
  GatewaySpec,
  PeerAuthenticationSpec,
  ReferenceGrantSpec,
  RequestAuthenticationSpec,
  SidecarSpec,
  TelemetrySpec,
} from './api/index';
import { allocateAddresses } from './allocate-addresses';
import { AuthorizationPolicyIndex } from './authorization-policies';
import { compareByCreationTime, type Config } from './config';
import { mergeDelegates } from './delegate';
import { DestinationRuleIndex } from './destination-rule-index';
import type { EndpointIndex } from './endpoint-index';
import { DEFAULT_FEATURES, type Features } from './features';
import { Grants } from './gateway-api/grants';
import { GATEWAY_API } from './gateway-api/object-kinds';
import { readGatewayApi } from './gateway-api/read-gateway-api';
import { DEFAULT_MESH_CONFIG, type MeshConfig } from './mesh-config';
import { readNetworks, type Networks } from './networks/read-networks';
import { ObjectReader } from './object-reader';
import { PeerAuthenticationIndex } from './peer-authentication';
import type { PodModel } from './pod';
import { readIngresses } from './read-ingresses';
import { readServices } from './read-services';
import { RequestAuthenticationIndex } from './request-authentications';
import type { ServiceRegistry } from './service-registry';
import { SidecarScopes } from './sidecar-scope';
import type { SnapshotInput } from './snapshot-input';
import type { StatusReport } from './status-report';
import { TelemetryIndex } from './telemetry/telemetry-index';
import type { VirtualService } from './virtual-service';
import { VirtualServiceIndex } from './virtual-service-index';

/** Everything translation may look at, frozen in time (istiod's PushContext). */
export interface Snapshot {
  readonly mesh: MeshConfig;
  readonly clusterDomain: string;
  readonly registry: ServiceRegistry;
  readonly endpoints: EndpointIndex;
  readonly virtualServices: VirtualServiceIndex;
  readonly destinationRules: DestinationRuleIndex;
  /** Oldest first. */
  readonly gateways: readonly Config<GatewaySpec>[];
  /** What may be referred to across namespaces. */
  readonly grants: Grants;
  readonly peerAuthentications: PeerAuthenticationIndex;
  readonly requestAuthentications: RequestAuthenticationIndex;
  readonly authorizationPolicies: AuthorizationPolicyIndex;
  readonly telemetries: TelemetryIndex;
  /** JSON Web Key Sets fetched so far, by `keySetName`. */
  readonly keySets: ReadonlyMap<string, string>;
  readonly scopes: SidecarScopes;
  /** What objects of Gateway API and Ingresses are to be told about themselves. */
  readonly statuses: readonly StatusReport[];
  /** What was read, by istiod's name for its kind; services, endpoints and pods aside. */
  readonly configs: Readonly<Record<string, readonly Config<unknown>[]>>;
  readonly podsByIp: ReadonlyMap<string, PodModel>;
  /** The networks of the mesh and the gateways between. */
  readonly networks: Networks;
  readonly features: Features;
  /** By `namespace/hostname`, for proxies that answer DNS themselves; empty unless istiod chooses addresses. */
  readonly allocatedAddresses: ReadonlyMap<string, readonly string[]>;
}

const NO_TEXTS: ReadonlyMap<string, string> = new Map();
const NO_ADDRESSES: ReadonlyMap<string, readonly string[]> = new Map();

/** The same switches are the same object in every snapshot. */
const withDefaults = memoByObject((features: Partial<Features>): Features => ({
  ...DEFAULT_FEATURES,
  ...features,
}));

/** Kinds of which every object is taken as it is. */
const PLAIN_KINDS = [
  ['Sidecar', 'networking.istio.io'],
  ['EnvoyFilter', 'networking.istio.io'],
  ['PeerAuthentication', 'security.istio.io'],
  ['RequestAuthentication', 'security.istio.io'],
  ['AuthorizationPolicy', 'security.istio.io'],
  ['Telemetry', 'telemetry.istio.io'],
  ['WasmPlugin', 'extensions.istio.io'],
  ['TrafficExtension', 'extensions.istio.io'],
  ['ReferenceGrant', GATEWAY_API],
] as const;

/** Reads the cluster's objects into an immutable snapshot. */
export function takeSnapshot(input: SnapshotInput): Snapshot {
  const features = input.features ? withDefaults(input.features) : DEFAULT_FEATURES;
  const mesh = input.reader?.mesh ?? { ...DEFAULT_MESH_CONFIG, ...input.meshConfig };
  const domain = input.clusterDomain ?? 'cluster.local';
  const reader = input.reader ?? new ObjectReader(domain, mesh, input.configDomain ?? domain);
  const { clusterDomain } = reader;
  const networks = readNetworks(input, reader, mesh);
  const { registry, endpoints, podsByIp } = readServices(input, reader, mesh, {
    networks: networks.lookup,
    dualStack: features.dualStack,
  });
  const { services } = registry;
  const ingress = readIngresses(input, reader, services, mesh);
  const gatewayApi = readGatewayApi(input, reader, { registry, endpoints });
  const virtualServices = readVirtualServices(input, reader, mesh, [
    ...ingress.virtualServices,
    ...gatewayApi.virtualServices,
  ]);
  const rules = [
    ...reader.destinationRules(input),
    ...gatewayApi.destinationRules.map((config) => reader.derivedRule(config)),
  ];
  const telemetries = reader.configs<TelemetrySpec>(input, 'Telemetry', 'telemetry.istio.io');
  const grants = reader.configs<ReferenceGrantSpec>(input, 'ReferenceGrant', GATEWAY_API);
  const sidecars = reader.configs<SidecarSpec>(input, 'Sidecar', 'networking.istio.io');
  const gateways = [
    ...reader.configs<GatewaySpec>(input, 'Gateway', 'networking.istio.io'),
    ...ingress.gateways,
    ...gatewayApi.gateways,
  ].sort(compareByCreationTime);
  return {
    mesh,
    clusterDomain,
    registry,
    endpoints,
    virtualServices,
    destinationRules: reader.sections.reuse(
      'destinationRules',
      rules,
      () => new DestinationRuleIndex(rules, mesh.rootNamespace, mesh.defaultDestinationRuleExportTo),
    ),
    gateways,
    grants: reader.sections.reuse('grants', grants, () => new Grants(grants)),
    ...readSecurity(input, reader, mesh, features),
    telemetries: reader.sections.reuse(
      'telemetries',
      telemetries,
      () => new TelemetryIndex(telemetries, mesh.rootNamespace, features),
    ),
    keySets: input.keySets ?? NO_TEXTS,
    scopes: reader.sections.reuse(
      'scopes',
      [registry, virtualServices, ...sidecars],
      () => new SidecarScopes(sidecars, { registry, virtualServices, mesh }),
    ),
    statuses: [...gatewayApi.statuses, ...ingress.statuses],
    configs: {
      VirtualService: virtualServices.effective,
      DestinationRule: rules.map(({ config }) => config),
      Gateway: gateways,
      ...Object.fromEntries(
        PLAIN_KINDS.map(([kind, group]) => [kind, reader.configs(input, kind, group)] as const),
      ),
    },
    networks,
    podsByIp,
    features,
    allocatedAddresses: features.ipAutoallocate
      ? NO_ADDRESSES
      : reader.sections.reuse('allocatedAddresses', [registry], () => allocateAddresses(services)),
  };
}

/** Who may call, and how callers prove who they are. */
function readSecurity(
  input: SnapshotInput,
  reader: ObjectReader,
  { rootNamespace }: MeshConfig,
  features: Features,
): Pick<Snapshot, 'peerAuthentications' | 'requestAuthentications' | 'authorizationPolicies'> {
  const group = 'security.istio.io';
  const peers = reader.configs<PeerAuthenticationSpec>(input, 'PeerAuthentication', group);
  const requests = reader.configs<RequestAuthenticationSpec>(input, 'RequestAuthentication', group);
  const policies = reader.configs<AuthorizationPolicySpec>(input, 'AuthorizationPolicy', group);
  const { sections } = reader;
  return {
    peerAuthentications: sections.reuse(
      'peerAuthentications',
      peers,
      () => new PeerAuthenticationIndex(peers, rootNamespace),
    ),
    requestAuthentications: sections.reuse(
      'requestAuthentications',
      requests,
      () => new RequestAuthenticationIndex(requests, rootNamespace, features),
    ),
    authorizationPolicies: sections.reuse(
      'authorizationPolicies',
      policies,
      () => new AuthorizationPolicyIndex(policies, rootNamespace, features),
    ),
  };
}

/** Oldest first, delegates merged. */
function readVirtualServices(
  input: SnapshotInput,
  reader: ObjectReader,
  mesh: MeshConfig,
  converted: readonly VirtualService[],
): VirtualServiceIndex {
  const found = [...reader.virtualServices(input), ...converted];
  const exportTo = mesh.defaultVirtualServiceExportTo;
  return reader.sections.reuse('virtualServices', found, () => {
    const sorted = [...found].sort((a, b) => compareByCreationTime(a.config, b.config));
    return new VirtualServiceIndex(mergeDelegates(sorted, exportTo), exportTo);
  });
}
