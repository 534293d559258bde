/** A snapshot and a proxy → the proxy's Envoy configuration. */
export type { ProxyNodeInfo } from './proxy-node';
export { fetchedRouteNames } from './route-names';
export { clusterDelta, type ClusterDelta } from './clusters/cluster-delta';
export { createContext, type Context } from './context';
export { concerns, isComputedFrom, type XdsType } from './dependencies';
export { translate, translateContext } from './translate';
export { CA_SUFFIX, parseCredential } from './credential-name';
export { verifiedCredentials } from './verified-credentials';
