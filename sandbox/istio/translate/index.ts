/** A snapshot and a proxy → the proxy's Envoy configuration. */
export type { ProxyNodeInfo } from './proxy-node';
export { fetchedRouteNames } from './route-names';
export { translate } from './translate';
