/** What an agent starts its Envoy with: who the proxy is, and what it needs before istiod tells it anything. */
export { imageVersion } from './image-version';
export { bootstrapOf } from './bootstrap';
export { LOCAL_CLUSTER } from './static-clusters';
export { STATIC_LABELS, staticLabelsOf } from './node-metadata';
export type { BootstrapSubject } from './node-metadata';
export {
  AGENT_VARIABLES,
  agentVariable,
  CONNECTION_LIMIT,
  exitsOnZeroConnections,
  writtenSettings,
} from './environment';
export { inclusionPatterns } from './stats-inclusion';
