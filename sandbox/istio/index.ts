/** L3: Istio. Its kinds and their validation, discovery, translation to Envoy, push, injection, analysis. */
export { istioKinds } from './kinds/index';
export { experimentalGatewayKinds, gatewayApiKinds } from './kinds/gateway-api/index';
export { decodeSpec } from './kinds/decode-spec';
export type { DecodedSpec } from './kinds/decode-spec';
export { isKnownProtocol } from './validation/checks/protocol';
export {
  analyze,
  analyzers,
  configuration,
  findingsOf,
  lineOf,
  meshObjects,
  messages,
  sorted,
} from './analysis/index';
export type { AnalysisInput, AnalyzedObject, Finding } from './analysis/index';
export { kubePortProtocol, takeSnapshot } from './discovery/index';
export type { MeshConfig, Snapshot, SnapshotInput } from './discovery/index';
export { translate } from './translate/index';
export type { ProxyNodeInfo } from './translate/index';
export { rootCertificate, rootPem, spiffeId, workloadCertificate, workloadPem } from './ca/index';
export type { IssuedCertificate } from './ca/index';
export {
  agentVariable,
  bootstrapOf,
  exitsOnZeroConnections,
  imageVersion,
  inclusionPatterns,
  writtenSettings,
} from './bootstrap/index';
export { installedMeshConfigMap, meshComplaints, readMeshConfig } from './mesh-config-map/index';
export { createControlPlane } from './push/index';
export type {
  Acquired,
  ConnectedProxy,
  ControlPlane,
  ControlPlaneOptions,
  ProxyStatus,
  SyncState,
} from './push/index';
export {
  DEFAULT_INJECTION,
  injectManifest,
  injectSidecar,
  injectorConfigMap,
  OWN_TEMPLATE,
  injector,
  webhookObjects,
  optionsFromValues,
  unreadValues,
  withMesh,
} from './inject/index';
export type { InjectedManifest, InjectionOptions } from './inject/index';
export { notSimulated } from './not-simulated/index';
export { isRootCertificateMap } from './namespace-controller/index';
