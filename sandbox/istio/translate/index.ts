/** A snapshot and a proxy → the proxy's Envoy configuration. */
export type { ProxyNodeInfo } from './proxy-node';
export { translate } from './translate';
