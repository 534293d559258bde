/** A snapshot and a proxy → the proxy's Envoy configuration. */
export type { ProxyNodeInfo } from './proxy-node';
export { fetchedRouteNames } from './route-names';
export { translate } from './translate';
export { createContext } from './context';
export { CA_SUFFIX, parseCredential } from './credential-name';
export { verifiedCredentials } from './verified-credentials';
