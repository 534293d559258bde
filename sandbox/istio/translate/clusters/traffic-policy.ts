import type { PolicyBlocks, TrafficPolicy } from '../../discovery/api/index';
import type { MeshConfig } from '../../discovery/index';

/**
 * The policy of a service port: an entry for the port replaces everything that was said for the whole service.
 * Only without one do the service-wide blocks count. The mesh's defaults fill connection pool and outlier detection.
 */
export function portPolicy(policy: TrafficPolicy | undefined, port: number, mesh: MeshConfig): PolicyBlocks {
  const entry = policy?.portLevelSettings?.find((setting) => setting.port?.number === port);
  const blocks = entry ?? policy ?? {};
  return {
    ...mesh.defaultTrafficPolicy,
    ...pickBlocks(blocks),
  };
}

/** A subset's policy over its service's: block by block; an entry for the port replaces all four blocks, even by nothing. */
export function subsetPolicy(
  base: PolicyBlocks,
  subset: TrafficPolicy | undefined,
  port: number,
): PolicyBlocks {
  if (subset === undefined) return base;
  const entry = subset.portLevelSettings?.find((setting) => setting.port?.number === port);
  return entry ? pickBlocks(entry) : { ...base, ...pickBlocks(subset) };
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
