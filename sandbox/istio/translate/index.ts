/**
 * A snapshot and a proxy → the proxy's Envoy configuration, in the order in which a connection meets it. Downstream:
 * listeners (at gateways from merged gateways, with their tls); filter-chains; network-filters: a tcp-proxy, or an
 * http-connection-manager with its filters (authentication, authorization, telemetry); route-configurations, their
 * virtual hosts and routes. Upstream: clusters; load-assignments. What several of these look at, first of all the proxy,
 * stands beside them.
 */
export type { ProxyNodeInfo } from './proxy/proxy-node';
export { fetchedRouteNames } from './route-configurations/route-names';
export { clusterDelta, type ClusterDelta } from './clusters/cluster-delta';
export { remoteKeySet } from './authentication/remote-key-set';
export { createContext, type Context } from './context';
export { concernedBefore, concerns, isComputedFrom, type XdsType } from './dependencies';
export { translate, translateContext } from './translate';
export { CA_SUFFIX, parseCredential } from './tls/credential-name';
export { verifiedCredentials } from './tls/verified-credentials';
