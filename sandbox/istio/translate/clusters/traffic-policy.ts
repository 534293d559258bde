import type { PolicyBlocks, ServiceBlocks, TrafficPolicy } from '../../discovery/api/index';
import type { MeshConfig } from '../../discovery/index';

/** What is in force for one cluster. */
export type EffectivePolicy = PolicyBlocks & ServiceBlocks;

const NO_POLICY: EffectivePolicy = {};

/**
 * The policy of a service port: an entry for the port replaces everything that was said for the whole service.
 * Only without one do the service-wide blocks count. The mesh's defaults fill connection pool and outlier detection.
 */
export function portPolicy(
  policy: TrafficPolicy | undefined,
  port: number,
  mesh: MeshConfig,
): EffectivePolicy {
  const defaults = mesh.defaultTrafficPolicy ?? NO_POLICY;
  if (policy === undefined) return defaults;
  const entry = policy.portLevelSettings?.find((setting) => setting.port?.number === port);
  return { ...defaults, ...pickBlocks(entry ?? policy), ...(entry ? {} : serviceBlocks(policy)) };
}

/**
 * A subset's policy over its service's: block by block; an entry for the port replaces the blocks that a port can have,
 * even by nothing.
 */
export function subsetPolicy(
  base: EffectivePolicy,
  subset: TrafficPolicy | undefined,
  port: number,
): EffectivePolicy {
  if (subset === undefined) return base;
  const entry = subset.portLevelSettings?.find((setting) => setting.port?.number === port);
  return entry
    ? { ...serviceBlocks(base), ...pickBlocks(entry) }
    : { ...base, ...pickBlocks(subset), ...serviceBlocks(subset) };
}

function pickBlocks(policy: PolicyBlocks): PolicyBlocks {
  const { loadBalancer, connectionPool, outlierDetection, tls } = policy;
  return {
    ...(loadBalancer ? { loadBalancer } : {}),
    ...(connectionPool ? { connectionPool } : {}),
    ...(outlierDetection ? { outlierDetection } : {}),
    ...(tls ? { tls } : {}),
  };
}

function serviceBlocks(policy: ServiceBlocks): ServiceBlocks {
  const { retryBudget, proxyProtocol, tunnel } = policy;
  return {
    ...(retryBudget ? { retryBudget } : {}),
    ...(proxyProtocol ? { proxyProtocol } : {}),
    ...(tunnel ? { tunnel } : {}),
  };
}
