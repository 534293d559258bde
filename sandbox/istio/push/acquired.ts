import { sameJson } from '../../kube/index';
import type { Features, MeshConfig, MeshNetworks, ObjectReader, SectionMemo } from '../discovery/index';
import type { ProxyNodeInfo } from '../translate/index';

/**
 * What an istiod has worked out, for another one that goes on from the very same objects. It saves work and decides
 * nothing: whatever rests on something else than before is worked out again.
 */
export interface Acquired {
  readonly reader: ObjectReader;
  readonly features: Features;
  readonly meshNetworks: MeshNetworks;
  /** By proxy: who it was, and what was computed for it. */
  readonly proxies: ReadonlyMap<string, { readonly node: ProxyNodeInfo; readonly memo: SectionMemo }>;
}

/** What is known of a mesh with these settings. */
export function acquiredReader(before: Acquired | undefined, mesh: MeshConfig): ObjectReader | undefined {
  return before !== undefined && sameJson(before.reader.mesh, mesh) ? before.reader : undefined;
}

/** What was computed for this very proxy. */
export function acquiredMemo(before: Acquired | undefined, node: ProxyNodeInfo): SectionMemo | undefined {
  const known = before?.proxies.get(node.id);
  return known !== undefined && sameJson(known.node, node) ? known.memo : undefined;
}

/** The settings of before where they say the same, so that what rests on them holds. */
export function unlessChanged<Settings>(before: Settings | undefined, now: Settings): Settings {
  return before !== undefined && sameJson(before, now) ? before : now;
}
