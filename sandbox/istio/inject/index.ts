/** Sidecar injection: the webhook that adds a proxy to new pods. */
export { injectSidecar } from './inject-sidecar';
export { injector } from './injector';
