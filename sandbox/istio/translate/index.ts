/**
 * A snapshot and a proxy → the proxy's Envoy configuration, in the order in which a connection meets it. Downstream:
 * listeners and their filter-chains; a tcp-proxy, or an http-connection-manager with its filters (authentication,
 * authorization, telemetry); route-configurations, their virtual hosts and routes. Upstream: clusters; load-assignments,
 * near ones first (locality). What several of these look at stands beside them.
 */
export type { ProxyNodeInfo } from './proxy-node';
export { fetchedRouteNames } from './route-names';
export { clusterDelta, type ClusterDelta } from './clusters/cluster-delta';
export { configPath } from './metadata';
export { remoteKeySet } from './authentication/remote-key-set';
export { createContext, type Context } from './context';
export { concerns, isComputedFrom, type XdsType } from './dependencies';
export { translate, translateContext } from './translate';
export { CA_SUFFIX, parseCredential } from './tls/credential-name';
export { verifiedCredentials } from './tls/verified-credentials';
