/** Sidecar injection: the webhook that adds a proxy to new pods, and the same for manifests. */
export { injectSidecar } from './inject-sidecar';
export { injectManifest } from './inject-manifest';
export type { InjectedManifest } from './inject-manifest';
export { optionsFromValues, unreadValues } from './chart-values';
export { DEFAULT_INJECTION, withMesh } from './injection-options';
export type { InjectionOptions } from './injection-options';
export { injector } from './injector';
export { webhookObjects } from './webhook-objects';
export {
  hasOwnTemplates,
  injectorConfigMap,
  installedOptions,
  isInjectorConfigMap,
  OWN_TEMPLATE,
} from './injector-config-map';
