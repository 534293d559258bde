/** Service and config discovery: API objects → an immutable snapshot of the mesh. */
export type { AppliedPolicies, AuthorizationPolicy } from './authorization-policies';
export { canonicalName, canonicalRevision } from './canonical-service';
export { toConfig, originOf } from './config';
export { builtinClasses } from './gateway-api/gateway-classes';
export { findManagedGateways } from './gateway-api/find-managed-gateways';
export type { ManagedGateway } from './gateway-api/find-managed-gateways';
export type { StatusReport } from './status-report';
export type { Config } from './config';
export type { DestinationRule, SubsetRule } from './destination-rule';
export type { EgressListener } from './egress-listener';
export type { Endpoint } from './endpoint';
export {
  compareSpecificity,
  hostsForNamespace,
  hostsMatch,
  intersectHosts,
  isSubsetOf,
  isWildcard,
} from './host';
export { distance, isWithin, parseLocality, placeLabels } from './locality';
export type { Locality } from './locality';
export { selects } from './labels';
export type { Labels } from './labels';
export { DEFAULT_MESH_CONFIG } from './mesh-config';
export type { ExtensionProvider, HttpAuthorizer, GrpcAuthorizer, MeshConfig } from './mesh-config';
export { isVisibleTo } from './visibility';
export { sameItems, SectionMemo } from './memo';
export { ObjectReader } from './object-reader';
export { modeForPort } from './peer-authentication';
export type { EffectivePeerAuthentication } from './peer-authentication';
export {
  afterTlsTermination,
  isGrpc,
  isHttp,
  isHttp2,
  isHttpOrSniffed,
  isTcp,
  isTls,
  kubePortProtocol,
  listenerProtocol,
  parseProtocol,
} from './protocol';
export type { ListenerProtocol, Protocol } from './protocol';
export { internalAnnotations } from './internal-annotations';
export { compareCidrs, parseCidr } from './cidr';
export { CLUSTER_ID } from './cluster-id';
export type { MeshNetworks } from './networks/mesh-networks';
export { sortGateways } from './networks/network-gateways';
export type { NetworkGateway, NetworkGateways } from './networks/network-gateways';
export { augmentedLabels, NETWORK_LABEL } from './networks/network-labels';
export { hasPersistentSessions, SESSION_COOKIE_LABEL, SESSION_HEADER_LABEL } from './persistent-session';
export { ipModeOf } from './ip-family';
export { addressesFor, addressFor } from './service-addresses';
export type { AddressView } from './service-addresses';
export { keySetName } from './request-authentications';
export type { AppliedJwtRule } from './request-authentications';
export { portOf, serviceKey, UNSPECIFIED_IP } from './service';
export type { Service, ServicePortModel } from './service';
export { serviceTargets } from './service-target';
export type { ServiceTarget } from './service-target';
export type { SidecarScope } from './sidecar-scope';
export { nameTable, type NameTable } from './name-table';
export { takeSnapshot } from './snapshot';
export type { Snapshot } from './snapshot';
export type { SnapshotInput } from './snapshot-input';
export type { MeshObjects } from './mesh-objects';
export { DEFAULT_FEATURES } from './features';
export type { Features } from './features';
export type { HttpRule, L4Rule, VirtualService } from './virtual-service';
export { workloadOf } from './pod';
export { effectiveProxyConfig, overlayProxyConfig } from './proxy-config';
export { DEFAULT_PROXY_SETTINGS } from './proxy-settings';
export type { ProxySettings } from './proxy-settings';
export { mergedMetrics } from './telemetry/metrics';
export { findProvider, providerNames, sidesOf } from './telemetry/providers';
export { tracingOf } from './telemetry/tracing';
export { destinationsOf } from './imported-services';
export { changesBetween } from './changes';
export { configKeyText } from './config-key';
export type { ConfigKey } from './config-key';
export { applyMeshConfig } from './apply-mesh-config';
