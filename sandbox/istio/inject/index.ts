/** Sidecar injection: the webhook that adds a proxy to new pods. */
export { wantsSidecar } from './decision';
export { addSidecar, injectSidecar } from './inject-sidecar';
export { injector } from './injector';
