/** The running istiod: from changes in the API server to configuration at proxies. */
export { createControlPlane } from './control-plane';
export type { ConnectedProxy } from './connected-proxy';
export type { Acquired } from './acquired';
export type { ControlPlane, ControlPlaneOptions } from './control-plane';
export type { ProxyStatus, SyncState } from './proxy-status';
